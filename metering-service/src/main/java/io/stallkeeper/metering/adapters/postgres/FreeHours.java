package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.domain.hour.ClosingTerms;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.hour.LatePlaces;
import io.stallkeeper.metering.domain.hour.MeteringWindow;
import io.stallkeeper.metering.domain.submission.Mode;
import io.stallkeeper.metering.domain.submission.Submission;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which hours can still take what their subscription's other hours can't. */
final class FreeHours {

    /** Hours of the dimensions in question that are closed, or told of under another name of the buyer. */
    private static final String TAKEN = "select h.subscription_id, h.dimension, h.hour"
            + " from unnest($1::text[], $2::text[]) as u(s, d)"
            + " join metered_hour h on h.subscription_id = u.s and h.dimension = u.d"
            + " where h.state <> 'open' and h.hour > $3" + ToldHours.OF_DIMENSIONS;

    private final Meters meters;
    private final Submissions submissions;
    private final LatePlaces places;

    FreeHours(Meters meters, Submissions submissions, ClosingTerms terms) {
        this.meters = meters;
        this.submissions = submissions;
        this.places = new LatePlaces(terms);
    }

    /** Those of the subscriptions and dimensions that the hours are of. */
    Uni<Known> of(PostgresTransaction transaction, Collection<HourKey> hours, Instant now) {
        var dimensions =
                hours.stream().map(hour -> hour.at(Instant.EPOCH)).distinct().toList();
        var subscriptions =
                dimensions.stream().map(HourKey::subscriptionId).distinct().toList();
        var names = Tuple.of(
                dimensions.stream().map(HourKey::subscriptionId).toArray(String[]::new),
                dimensions.stream().map(HourKey::dimension).toArray(String[]::new),
                now.minus(Duration.ofHours(26)).atOffset(UTC));
        return meters.rows(transaction, subscriptions).chain(found -> transaction
                .connection()
                .preparedQuery(TAKEN)
                .execute(names)
                .chain(taken -> submissions
                        .load(transaction)
                        .map(submission -> new Known(found, takenOf(taken), submission, places, now))));
    }

    /** What is known of the hours' subscriptions, and which of their hours are taken by dimension. */
    record Known(
            Map<String, MeterRow> meters,
            Map<HourKey, Set<Instant>> taken,
            Submission submission,
            LatePlaces places,
            Instant now) {

        @Nullable
        MeterRow meterOf(HourKey hour) {
            return meters.get(hour.subscriptionId());
        }

        MeteringWindow windowOf(HourKey hour) {
            var meter = meterOf(hour);
            return meter == null ? new MeteringWindow(false, Instant.EPOCH, null) : meter.window();
        }

        /** Where late usage of the hour goes, as {@link LatePlaces} says. */
        Optional<Instant> placeOfLate(HourKey hour) {
            var closed = taken.getOrDefault(hour.at(Instant.EPOCH), Set.of());
            return places.ofLateUsage(hour.hour(), closed, windowOf(hour), now);
        }

        /** Usage never goes from an hour that was rehearsed into one that is sent. */
        boolean mayCarry(HourKey from, Instant to) {
            return submission.of(from.subscriptionId(), from.hour()) == Mode.LIVE
                    || submission.of(from.subscriptionId(), to) == Mode.SHADOW;
        }
    }

    private static Map<HourKey, Set<Instant>> takenOf(RowSet<Row> rows) {
        var taken = new HashMap<HourKey, Set<Instant>>();
        for (var row : rows) {
            var key = HourRow.keyOf(row);
            taken.computeIfAbsent(key.at(Instant.EPOCH), dimension -> new HashSet<>())
                    .add(key.hour());
        }
        return taken;
    }
}
