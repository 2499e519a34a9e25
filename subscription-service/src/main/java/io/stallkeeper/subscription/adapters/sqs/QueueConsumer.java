package io.stallkeeper.subscription.adapters.sqs;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.stallkeeper.subscription.adapters.RepeatedWork;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Takes the messages of one queue. A message is deleted only after its effect is committed, or it is parked; until then
 * it comes again. While the database is away nothing is received, so that no message uses up its deliveries in vain.
 */
public final class QueueConsumer implements AutoCloseable {

    private final NotificationQueue queue;
    private final MessageHandler handler;
    private final Tracer tracer;
    private final RepeatedWork work;
    private volatile @Nullable Exception trouble;

    public QueueConsumer(NotificationQueue queue, MessageHandler handler, Tracer tracer) {
        this.queue = queue;
        this.handler = handler;
        this.tracer = tracer;
        this.work = new RepeatedWork("queue " + queue.name(), Duration.ZERO, this::poll);
    }

    public void start() {
        work.start();
    }

    public String queueName() {
        return queue.name();
    }

    /** Whether the last poll went well. */
    public boolean isWell() {
        return trouble == null;
    }

    private void poll() throws Exception {
        try {
            handler.awaitDatabase();
            Exception failure = null;
            for (var message : queue.receive()) {
                failure = handle(message, failure);
            }
            if (failure != null) {
                throw failure;
            }
            trouble = null;
        } catch (Exception e) {
            trouble = e;
            throw e;
        }
    }

    /** One message's failure keeps none of the others. Answers with the first. */
    private @Nullable Exception handle(Message message, @Nullable Exception before) {
        var received = new QueueMessage(message);
        var span = tracer.spanBuilder("notification process")
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(received.senderTrace())
                .setAttribute("messaging.system", "aws_sqs")
                .setAttribute("messaging.message.id", message.messageId())
                .startSpan();
        try (var _ = span.makeCurrent()) {
            if (!work.isStopped()) {
                handler.handle(queue.name(), received);
                queue.delete(message);
            }
            return before;
        } catch (RuntimeException e) {
            span.setStatus(StatusCode.ERROR, e.getClass().getSimpleName());
            return before == null ? e : before;
        } finally {
            span.end();
        }
    }

    @Override
    public void close() {
        // First, so that a poll that is given up isn't begun again.
        work.stop();
        queue.stopReceiving();
        work.close();
    }
}
