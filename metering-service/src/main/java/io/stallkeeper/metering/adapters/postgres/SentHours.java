package io.stallkeeper.metering.adapters.postgres;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.metering.adapters.aws.CallOutcome.Answer;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.hour.MeteredHourCommand;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Keeps AWS's answers: all of one call in one transaction. */
public final class SentHours {

    private final PostgresEventLog log;
    private final Hours hours;
    private final Clock clock;

    public SentHours(PostgresEventLog log, Hours hours, Clock clock) {
        this.log = log;
        this.hours = hours;
        this.clock = clock;
    }

    public Uni<Void> keep(Map<HourKey, Answer> answers) {
        if (answers.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return log.inTransaction(transaction -> hours.lock(transaction, List.copyOf(new TreeSet<>(answers.keySet())))
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(row -> hours.apply(
                        transaction,
                        row,
                        commandOf(row, Objects.requireNonNull(answers.get(row.key()))),
                        clock.instant()))
                .collect()
                .last());
    }

    /**
     * A duplicate is our own earlier record if an earlier call with it went unanswered: what is sent never changes, so AWS
     * has what we sent. Otherwise somebody else metered the hour, and AWS bills theirs (marketplace-protocol A4).
     */
    private static MeteredHourCommand commandOf(HourRow row, Answer answer) {
        return switch (answer.status()) {
            case "Success" -> new MeteredHourCommand.Accept(row.key(), answer.meteringRecordId());
            case "DuplicateRecord" ->
                row.unanswered() > 1
                        ? new MeteredHourCommand.Accept(row.key(), answer.meteringRecordId())
                        : refuse(row, answer);
            default -> refuse(row, answer);
        };
    }

    private static MeteredHourCommand refuse(HourRow row, Answer answer) {
        return new MeteredHourCommand.Refuse(row.key(), answer.status());
    }
}
