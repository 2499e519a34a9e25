package io.stallkeeper.metering.adapters.postgres;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.decider.Decision;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.log.EventTypes;
import io.stallkeeper.eventsourcing.log.StreamId;
import io.stallkeeper.eventsourcing.log.VersionConflict;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction.StreamAppend;
import io.stallkeeper.metering.adapters.postgres.HourStatements.CarriedIn;
import io.stallkeeper.metering.adapters.postgres.HourStatements.Written;
import io.stallkeeper.metering.domain.hour.HourBook;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.hour.MeteredHourCommand;
import io.stallkeeper.metering.domain.hour.MeteredHourDecider;
import io.stallkeeper.metering.domain.hour.MeteredHourEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * Changes of hours: decided by the domain, kept as events in the log and as rows of the ledger, in one transaction and
 * by one statement of each kind, however many hours there are. The row carries the state, so that a decision needs no
 * replay; its lock is the guard, the stream's version the proof.
 */
public final class Hours {

    private static final Logger LOG = Logger.getLogger(Hours.class);

    private static final String LOCK = "select " + HourRow.COLUMNS + " from metered_hour h"
            + " where (subscription_id, dimension, hour) in"
            + " (select * from unnest($1::text[], $2::text[], $3::timestamptz[]))"
            + " order by subscription_id, dimension, hour for update";

    /** What is asked of one locked hour: all of it is done, or none if the domain rejects a part. */
    public record Change(HourRow row, List<MeteredHourCommand> commands) {}

    private record Decided(HourRow row, List<MeteredHourEvent> events) {}

    private final MeteredHourDecider decider = new MeteredHourDecider();
    private final EventTypes<MeteredHourEvent> types;

    public Hours(EventTypes<MeteredHourEvent> types) {
        this.types = types;
    }

    /** The rows that exist of these hours, locked until the transaction ends. */
    public Uni<List<HourRow>> lock(PostgresTransaction transaction, Collection<HourKey> keys) {
        return transaction
                .connection()
                .preparedQuery(LOCK)
                .execute(HourKeys.tupleOf(List.copyOf(keys)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(HourRow::of)
                        .toList());
    }

    /** Carries out a command on a locked row. What the domain rejects is logged and changes nothing. */
    public Uni<Void> apply(PostgresTransaction transaction, HourRow row, MeteredHourCommand command, Instant now) {
        return apply(transaction, row, List.of(command), now);
    }

    /** Carries out commands on a locked row one after the other: all of them, or none if the domain rejects one. */
    public Uni<Void> apply(
            PostgresTransaction transaction, HourRow row, List<MeteredHourCommand> commands, Instant now) {
        return applyAll(transaction, List.of(new Change(row, commands)), now);
    }

    /**
     * Carries out changes of locked rows, each row's at once. What hours carry to each other is added up first. Fails
     * with VersionConflict, upon which the transaction is tried again, if an hour that is to take what others carry was
     * closed meanwhile.
     */
    public Uni<Void> applyAll(PostgresTransaction transaction, List<Change> changes, Instant now) {
        var decided = changes.stream()
                .map(this::decide)
                .flatMap(Optional::stream)
                .filter(change -> !change.events().isEmpty())
                .toList();
        if (decided.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var carried = carriedIn(decided);
        var written = new ArrayList<Written>(decided.size());
        for (var change : decided) {
            change.events().forEach(Hours::sayIfLost);
            var own = carried.remove(change.row().key());
            var before = own == null ? change.row().book() : change.row().book().andCarriedIn(own.quantity());
            written.add(new Written(change.row(), change.events(), book(before, change.events())));
        }
        return transaction
                .append(decided.stream().map(this::toAppend).toList())
                .chain(() -> HourStatements.write(transaction, written, now))
                .chain(() -> CarriedUsage.keep(transaction, carriedBy(decided)))
                .chain(() -> HourStatements.carryIn(transaction, List.copyOf(carried.values())))
                .invoke(closed -> closed.ifPresent(key -> {
                    throw new VersionConflict(streamOf(key), 0);
                }))
                .replaceWithVoid();
    }

    private Optional<Decided> decide(Change change) {
        var events = new ArrayList<MeteredHourEvent>();
        for (var command : change.commands()) {
            switch (decider.decide(command, decider.fold(change.row().book().state(), events))) {
                case Decision.Accepted<MeteredHourEvent>(var more) -> events.addAll(more);
                case Decision.Rejected<MeteredHourEvent>(var reason) -> {
                    LOG.warnf("%s of %s is rejected: %s", command.getClass().getSimpleName(), command.key(), reason);
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new Decided(change.row(), events));
    }

    private static HourBook book(HourBook before, List<MeteredHourEvent> events) {
        return events.stream().reduce(before, HourBook::evolve, (a, b) -> b);
    }

    private static SortedMap<HourKey, CarriedIn> carriedIn(List<Decided> decided) {
        var all = new TreeMap<HourKey, CarriedIn>();
        for (var change : decided) {
            for (var event : change.events()) {
                if (event instanceof MeteredHourEvent.UsageCarried carried) {
                    var to = carried.key().at(carried.toHour());
                    all.merge(
                            to,
                            new CarriedIn(to, carried.quantity(), change.row().traceparent()),
                            CarriedIn::plus);
                }
            }
        }
        return all;
    }

    private static List<MeteredHourEvent.UsageCarried> carriedBy(List<Decided> decided) {
        return decided.stream()
                .flatMap(change -> change.events().stream())
                .filter(MeteredHourEvent.UsageCarried.class::isInstance)
                .map(MeteredHourEvent.UsageCarried.class::cast)
                .toList();
    }

    private StreamAppend toAppend(Decided decided) {
        var metadata = new EventMetadata(decided.row().traceparent(), null, null);
        return new StreamAppend(
                streamOf(decided.row().key()),
                decided.row().version(),
                decided.events().stream()
                        .map(event -> types.write(UUID.randomUUID(), event, metadata))
                        .toList());
    }

    static StreamId streamOf(HourKey key) {
        return StreamId.of("hour", key.subscriptionId() + "/" + key.dimension() + "/" + key.hour());
    }

    /** What won't be billed is said aloud. */
    private static void sayIfLost(MeteredHourEvent event) {
        if (event instanceof MeteredHourEvent.HourExpired(var key, var quantity, var reason) && quantity.signum() > 0) {
            LOG.errorf("%s units of %s expired: %s", quantity.toPlainString(), key, reason);
        } else if (event instanceof MeteredHourEvent.LateUsageExpired(var key, var quantity, var reason)) {
            LOG.errorf("%s late units of %s expired: %s", quantity.toPlainString(), key, reason);
        } else if (event instanceof MeteredHourEvent.RemainderExpired(var key, var quantity, var reason)) {
            LOG.errorf("%s units that were left of %s expired: %s", quantity.toPlainString(), key, reason);
        } else if (event instanceof MeteredHourEvent.UsageRefused refused) {
            LOG.errorf("%d units of %s are refused: %s", refused.quantity(), refused.key(), refused.reason());
        }
    }
}
