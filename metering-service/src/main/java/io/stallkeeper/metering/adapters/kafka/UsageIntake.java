package io.stallkeeper.metering.adapters.kafka;

import io.opentelemetry.api.trace.Tracer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.kafka.Inbox;
import io.stallkeeper.metering.adapters.postgres.UsageBatch;
import io.stallkeeper.metering.adapters.postgres.UsageFold;
import io.stallkeeper.metering.adapters.usage.UsageReading;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** The usage topic. A batch is tried until it is in the ledger: going on would lose it. */
@ApplicationScoped
public class UsageIntake {

    private static final Logger LOG = Logger.getLogger(UsageIntake.class);

    private final UsageRecords reader;
    private final UsageFold fold;
    private final Tracer tracer;

    public UsageIntake(UsageRecords reader, UsageFold fold, Tracer tracer) {
        this.reader = reader;
        this.fold = fold;
        this.tracer = tracer;
    }

    @Incoming("usage")
    Uni<Void> receive(ConsumerRecords<String, byte[]> records) {
        var all = new ArrayList<ConsumerRecord<String, byte[]>>(records.count());
        records.forEach(all::add);
        var span = tracer.spanBuilder("fold usage")
                .setNoParent()
                .setAttribute("messaging.batch.message_count", records.count())
                .startSpan();
        return fold.fold(read(all))
                .onFailure(Inbox::isOfTheEffect)
                .recoverWithUni(failure -> oneByOne(all, failure))
                .onFailure()
                .invoke(failure -> LOG.warnf("%d usage records wait: %s", records.count(), failure))
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(5))
                .indefinitely()
                .onTermination()
                .invoke(() -> span.end());
    }

    /** Something in the batch can't be kept, whatever the reader thought of it: the others must not wait for it. */
    private Uni<Void> oneByOne(List<ConsumerRecord<String, byte[]>> messages, Throwable failure) {
        LOG.errorf(failure, "A batch of %d usage records fails, it goes record by record", messages.size());
        return Multi.createFrom()
                .iterable(messages)
                .onItem()
                .transformToUniAndConcatenate(message -> fold.fold(read(List.of(message)))
                        .onFailure(Inbox::isOfTheEffect)
                        .recoverWithUni(() -> fold.fold(parked(message))))
                .collect()
                .last();
    }

    private static UsageBatch parked(ConsumerRecord<String, byte[]> message) {
        var partition = partitionOf(message);
        return new UsageBatch(
                List.of(),
                List.of(new UsageBatch.Parked(message, partition, "effect-failed")),
                Map.of(partition, message.offset() + 1));
    }

    private static String partitionOf(ConsumerRecord<String, byte[]> message) {
        return message.topic() + "-" + message.partition();
    }

    private UsageBatch read(List<ConsumerRecord<String, byte[]>> records) {
        var usage = new ArrayList<UsageBatch.Counted>(records.size());
        var unreadable = new ArrayList<UsageBatch.Parked>();
        var next = new HashMap<String, Long>();
        for (var message : records) {
            var partition = partitionOf(message);
            next.merge(partition, message.offset() + 1, Math::max);
            switch (reader.read(message)) {
                case UsageReading.Countable(var reported) ->
                    usage.add(new UsageBatch.Counted(reported, partition, message.offset()));
                case UsageReading.Uncountable(var reason) ->
                    unreadable.add(new UsageBatch.Parked(message, partition, reason));
            }
        }
        return new UsageBatch(usage, unreadable, next);
    }
}
