package io.stallkeeper.metering.adapters.kafka;

import io.cloudevents.kafka.KafkaMessageFactory;
import io.opentelemetry.api.trace.Tracer;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.metering.adapters.postgres.UsageBatch;
import io.stallkeeper.metering.adapters.postgres.UsageFold;
import io.stallkeeper.metering.adapters.usage.UsageReader;
import io.stallkeeper.metering.adapters.usage.UsageReading;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The usage topic. A batch is tried until it is in the ledger: going on would lose it. */
@ApplicationScoped
public class UsageIntake {

    private static final Logger LOG = Logger.getLogger(UsageIntake.class);

    private final UsageReader reader;
    private final UsageFold fold;
    private final Tracer tracer;

    public UsageIntake(UsageReader reader, UsageFold fold, Tracer tracer) {
        this.reader = reader;
        this.fold = fold;
        this.tracer = tracer;
    }

    @Incoming("usage")
    Uni<Void> receive(ConsumerRecords<String, byte[]> records) {
        var batch = read(records);
        var span = tracer.spanBuilder("fold usage")
                .setNoParent()
                .setAttribute("messaging.batch.message_count", records.count())
                .startSpan();
        return fold.fold(batch)
                .onFailure()
                .invoke(failure -> LOG.warnf("%d usage records wait: %s", records.count(), failure))
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(5))
                .indefinitely()
                .onTermination()
                .invoke(() -> span.end());
    }

    private UsageBatch read(ConsumerRecords<String, byte[]> records) {
        var usage = new ArrayList<UsageBatch.Counted>(records.count());
        var unreadable = new ArrayList<UsageBatch.Parked>();
        var next = new HashMap<String, Long>();
        for (var message : records) {
            var partition = message.topic() + "-" + message.partition();
            next.merge(partition, message.offset() + 1, Math::max);
            switch (read(message)) {
                case UsageReading.Countable(var reported) ->
                    usage.add(new UsageBatch.Counted(reported, partition, message.offset()));
                case UsageReading.Uncountable(var reason) ->
                    unreadable.add(new UsageBatch.Parked(message, partition, reason));
            }
        }
        return new UsageBatch(usage, unreadable, next);
    }

    private UsageReading read(ConsumerRecord<String, byte[]> message) {
        try {
            return reader.read(KafkaMessageFactory.createReader(message).toEvent(), traceparentOf(message));
        } catch (RuntimeException e) {
            return new UsageReading.Uncountable("not-a-cloudevent");
        }
    }

    private static @Nullable String traceparentOf(ConsumerRecord<String, byte[]> message) {
        var header = message.headers().lastHeader("traceparent");
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
