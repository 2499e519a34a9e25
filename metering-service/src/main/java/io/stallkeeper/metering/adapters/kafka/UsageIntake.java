package io.stallkeeper.metering.adapters.kafka;

import io.opentelemetry.api.trace.Tracer;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.kafka.Inbox;
import io.stallkeeper.metering.adapters.history.KnownUsage;
import io.stallkeeper.metering.adapters.postgres.PartitionLost;
import io.stallkeeper.metering.adapters.postgres.UsageBatch;
import io.stallkeeper.metering.adapters.postgres.UsageFold;
import io.stallkeeper.metering.adapters.usage.UsageReading;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Brings records of the usage topic into the ledger. What can't be read is parked, and so is what the ledger can't keep
 * although it could be read: a batch that fails for its contents is halved until the record is alone that spoils it.
 */
public final class UsageIntake {

    private static final Logger LOG = Logger.getLogger(UsageIntake.class);

    private final UsageRecords reader;
    private final UsageFold fold;
    private final Tracer tracer;

    public UsageIntake(UsageRecords reader, UsageFold fold, Tracer tracer) {
        this.reader = reader;
        this.fold = fold;
        this.tracer = tracer;
    }

    /** Records and what can be counted of them. */
    record Read(PolledUsage records, UsageBatch batch) {}

    Read read(PolledUsage polled) {
        var batch = new UsageBatch.Draft();
        var partition = new TopicPartition("", -1);
        for (var message : polled.records()) {
            partition = partitionOf(message, partition);
            switch (reader.read(message)) {
                case UsageReading.Countable(var reported) ->
                    batch.add(UsageBatch.Countable.of(reported, partition, message));
                case UsageReading.Uncountable(var reason) -> batch.park(new UsageBatch.Parked(message, reason));
            }
        }
        return new Read(polled, batch.passing(polled.ranges()));
    }

    /** The same object for as long as it is the same partition. */
    private static TopicPartition partitionOf(ConsumerRecord<?, ?> message, TopicPartition last) {
        return message.partition() == last.partition()
                ? last
                : new TopicPartition(message.topic(), message.partition());
    }

    /**
     * Fails if the database is away, or with {@link PartitionLost}: then reading begins again where the ledger stands.
     */
    Uni<Void> fold(Read read) {
        var span = tracer.spanBuilder("fold usage")
                .setNoParent()
                .setAttribute(
                        "messaging.batch.message_count",
                        read.records().records().size())
                .startSpan();
        return foldOrHalve(read).onTermination().invoke(() -> span.end());
    }

    private Uni<Void> foldOrHalve(Read read) {
        return fold.fold(read.batch()).onFailure(UsageIntake::isOfTheContents).recoverWithUni(failure -> {
            var records = read.records().records();
            LOG.errorf(failure, "The ledger can't keep a batch of %d usage records", records.size());
            return records.size() > 1
                    ? foldOrHalve(read(read.records().firstHalf()))
                            .chain(() -> foldOrHalve(read(read.records().secondHalf())))
                    : fold.fold(parked(read.records()));
        });
    }

    private static boolean isOfTheContents(Throwable failure) {
        return !(failure instanceof PartitionLost || failure instanceof KnownUsage.MemoryFull)
                && Inbox.isOfTheEffect(failure);
    }

    private static UsageBatch parked(PolledUsage polled) {
        var batch = new UsageBatch.Draft();
        polled.records().forEach(message -> batch.park(new UsageBatch.Parked(message, "effect-failed")));
        return batch.passing(polled.ranges());
    }
}
