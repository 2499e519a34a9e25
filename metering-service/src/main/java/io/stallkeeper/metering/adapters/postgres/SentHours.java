package io.stallkeeper.metering.adapters.postgres;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.hour.MeteringWindow;
import io.stallkeeper.metering.domain.hour.RecordAnswer;
import io.stallkeeper.metering.domain.hour.RecordVerdict;
import io.stallkeeper.metering.domain.meter.MeterCommand;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Keeps AWS's answers: all of one call in one transaction. */
public final class SentHours {

    private final PostgresEventLog log;
    private final Hours hours;
    private final Meters meters;
    private final Clock clock;

    public SentHours(PostgresEventLog log, Hours hours, Meters meters, Clock clock) {
        this.log = log;
        this.hours = hours;
        this.meters = meters;
        this.clock = clock;
    }

    /** The hours whose answer isn't AWS's last word: they are to be sent again. */
    public Uni<Set<HourKey>> keep(Map<HourKey, RecordAnswer> answers) {
        if (answers.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        var keys = new TreeSet<>(answers.keySet());
        var subscriptions =
                keys.stream().map(HourKey::subscriptionId).distinct().toList();
        return log.inTransaction(
                transaction -> meters.rows(transaction, subscriptions).chain(found -> hours.lock(transaction, keys)
                        .chain(rows -> keep(transaction, rows, answers, found, clock.instant()))));
    }

    private Uni<Set<HourKey>> keep(
            PostgresTransaction transaction,
            List<HourRow> rows,
            Map<HourKey, RecordAnswer> answers,
            Map<String, MeterRow> found,
            Instant now) {
        var changes = new ArrayList<Hours.Change>(rows.size());
        var stopped = new TreeSet<String>();
        var notYet = new HashSet<HourKey>();
        for (var row : rows) {
            var key = row.key();
            var meter = found.get(key.subscriptionId());
            var window = meter == null ? new MeteringWindow(true, Instant.EPOCH, null) : meter.window();
            var answer = Objects.requireNonNull(answers.get(key), "only what was answered is locked");
            // The call that was answered is one of those that are counted.
            boolean maybeTaken = row.unanswered() > 1;
            switch (RecordVerdict.of(key, row.book().quantity(), maybeTaken, answer, window, now)) {
                case RecordVerdict.Decided(var command) -> changes.add(new Hours.Change(row, List.of(command)));
                case RecordVerdict.DecidedForAll(var command) -> {
                    changes.add(new Hours.Change(row, List.of(command)));
                    stopped.add(key.subscriptionId());
                }
                case RecordVerdict.NotYet again -> notYet.add(key);
            }
        }
        return hours.applyAll(transaction, changes, now)
                .chain(() -> stop(transaction, stopped, now))
                .replaceWith(notYet);
    }

    private Uni<Void> stop(PostgresTransaction transaction, Set<String> subscriptionIds, Instant now) {
        var done = Uni.createFrom().voidItem();
        for (var id : subscriptionIds) {
            var command = new MeterCommand.Stop(id, now, RecordVerdict.NOT_SUBSCRIBED);
            done = done.chain(() -> meters.apply(transaction, command, EventMetadata.NONE));
        }
        return done;
    }
}
