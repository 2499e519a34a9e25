package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.adapters.postgres.ContractUsage.Weighed;
import io.stallkeeper.metering.domain.hour.MeteredHour;
import io.stallkeeper.metering.domain.hour.MeteredHourCommand;
import io.stallkeeper.metering.domain.hour.RecordVerdict;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Gives up what has passed its last moment, loudly. Rows that another replica works on are skipped. */
public final class OverdueHours {

    private static final int BATCH_SIZE = 500;

    /** Longer than any wall is away: what a subscription left that ended before has passed its wall. */
    private static final Duration LONGEST_PENDING = Duration.ofHours(25);

    /**
     * $1 now, $2 when the oldest subscription ended that may have left something. An hour that is at AWS is left alone.
     */
    private static final String OVERDUE = "with late as (select subscription_id, dimension, hour from metered_hour"
            + " where state in ('open', 'frozen') and wall <= $1 union select h.subscription_id, h.dimension, h.hour"
            + " from meter m join metered_hour h using (subscription_id) where h.state in ('open', 'frozen')"
            + " and m.state in ('ending', 'closed') and coalesce(m.closed_at, m.deadline) > $2"
            + " and (m.state = 'closed' or m.deadline <= $1))"
            + " select " + HourRow.COLUMNS + ", " + MeterRow.COLUMNS
            + ", m.state as meter_state, m.deadline <= $1 as past_deadline"
            + " from late join metered_hour h using (subscription_id, dimension, hour)"
            + " left join meter m using (subscription_id) where h.state in ('open', 'frozen')"
            + " and (h.next_attempt_at <= clock_timestamp() or h.next_attempt_at = 'infinity')"
            + " order by h.subscription_id, h.dimension, h.hour limit " + BATCH_SIZE + " for update of h skip locked";

    private final PostgresEventLog log;
    private final Hours hours;
    private final TagSums tags;
    private final ContractUsage contracts;
    private final Clock clock;

    public OverdueHours(PostgresEventLog log, Hours hours, TagSums tags, ContractUsage contracts, Clock clock) {
        this.log = log;
        this.hours = hours;
        this.tags = tags;
        this.contracts = contracts;
        this.clock = clock;
    }

    /** One batch. The number of hours that were given up. */
    public Uni<Integer> giveUp() {
        return log.inTransaction(transaction -> {
            var now = clock.instant();
            return transaction
                    .connection()
                    .preparedQuery(OVERDUE)
                    .execute(Tuple.of(
                            now.atOffset(UTC), now.minus(LONGEST_PENDING).atOffset(UTC)))
                    .chain(rows -> giveUp(transaction, rows, now));
        });
    }

    private Uni<Integer> giveUp(PostgresTransaction transaction, RowSet<Row> rows, Instant now) {
        return contracts.ofOverdue(transaction, openOf(rows)).chain(weighed -> {
            var changes = StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> change(HourRow.of(row), reasonOf(row), weighed))
                    .flatMap(Optional::stream)
                    .toList();
            var keys = changes.stream().map(change -> change.row().key()).toList();
            return hours.applyAll(transaction, changes, now)
                    .chain(() -> tags.forget(transaction, keys))
                    .replaceWith(changes.size());
        });
    }

    private static Map<HourRow, MeterRow> openOf(RowSet<Row> rows) {
        var open = new HashMap<HourRow, MeterRow>();
        for (var row : rows) {
            var hour = HourRow.of(row);
            var meter = MeterRow.of(row);
            if (meter != null && hour.book().state() instanceof MeteredHour.Open) {
                open.put(hour, meter);
            }
        }
        return open;
    }

    /** None of an hour that is on hold. */
    private static Optional<Hours.Change> change(HourRow hour, String reason, Weighed weighed) {
        if (weighed.onHold().containsKey(hour.key())) {
            return Optional.empty();
        }
        var included = weighed.included().getOrDefault(hour.key(), BigDecimal.ZERO);
        var last = lastWord(hour, hour.book().contents().subtract(included), reason);
        return Optional.of(new Hours.Change(
                hour,
                included.signum() > 0
                        ? List.of(new MeteredHourCommand.Include(hour.key(), included), last)
                        : List.of(last)));
    }

    private static String reasonOf(Row row) {
        var meter = row.getString("meter_state");
        if ("stopped".equals(meter)) {
            return "customer-not-subscribed";
        }
        return "closed".equals(meter) || Boolean.TRUE.equals(row.getBoolean("past_deadline"))
                ? "subscription-ended"
                : "too-old";
    }

    /** AWS's refusal is final only now: until the wall somebody might have mended its cause. */
    private static MeteredHourCommand lastWord(HourRow hour, BigDecimal contents, String wall) {
        var error = Objects.requireNonNullElse(hour.lastError(), "");
        var isRefused = error.startsWith("Invalid") || error.equals(RecordVerdict.NOT_SUBSCRIBED);
        if (isRefused && hour.unanswered() == 0) {
            return new MeteredHourCommand.Refuse(hour.key(), error);
        }
        var reason = hour.unanswered() > 0 ? wall + "-outcome-unknown" : wall;
        return new MeteredHourCommand.Expire(hour.key(), contents, reason);
    }
}
