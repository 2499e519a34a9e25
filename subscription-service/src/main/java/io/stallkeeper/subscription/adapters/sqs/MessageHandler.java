package io.stallkeeper.subscription.adapters.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stallkeeper.eventsourcing.kafka.Inbox;
import io.stallkeeper.eventsourcing.kafka.Unprocessable;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.subscription.adapters.NotificationMetrics;
import io.stallkeeper.subscription.adapters.notification.Intake;
import io.stallkeeper.subscription.adapters.notification.NotificationReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jboss.logging.Logger;

/** Lets a message of a queue take effect, or parks it. When a method returns, that is committed. */
public final class MessageHandler {

    /** The header of a parked message that keeps the time it was sent at. */
    public static final String SENT_AT = "sent-at";

    private static final Logger LOG = Logger.getLogger(MessageHandler.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int ATTEMPTS = 5;

    private final PostgresEventLog log;
    private final NotificationReader reader;
    private final Intake intake;
    private final NotificationMetrics metrics;
    private final Clock clock;

    public MessageHandler(
            PostgresEventLog log, NotificationReader reader, Intake intake, NotificationMetrics metrics, Clock clock) {
        this.log = log;
        this.reader = reader;
        this.intake = intake;
        this.metrics = metrics;
        this.clock = clock;
    }

    void awaitDatabase() {
        log.inTransaction(transaction ->
                        transaction.connection().query("select 1").execute().replaceWithVoid())
                .await()
                .atMost(TIMEOUT);
    }

    void handle(String queue, QueueMessage received) {
        var message = received.message();
        var sentAt = onOurClock(received.sentAt());
        metrics.received();
        try {
            var notification = reader.read(message.body(), message.messageId(), sentAt);
            var metadata = EventMetadata.ofCurrentTrace();
            var disposition = log.inTransaction(
                            transaction -> intake.take(transaction, notification, message.body(), metadata))
                    .await()
                    .atMost(TIMEOUT);
            metrics.disposed(notification, disposition);
        } catch (Unprocessable e) {
            park(queue, received, sentAt, e.reason());
        } catch (RuntimeException e) {
            if (!Inbox.isOfTheEffect(e) || received.receiveCount() < ATTEMPTS) {
                throw e;
            }
            LOG.errorf(e, "The effect of message %s fails", message.messageId());
            park(queue, received, sentAt, "effect-failed");
        }
    }

    private void park(String queue, QueueMessage received, Instant sentAt, String reason) {
        var message = received.message();
        LOG.warnf("Message %s is parked: %s", message.messageId(), reason);
        log.inTransaction(transaction -> transaction.park(
                        queue,
                        message.messageId(),
                        reason,
                        Map.of(SENT_AT, sentAt.toString()),
                        message.body().getBytes(UTF_8)))
                .await()
                .atMost(TIMEOUT);
        metrics.parked(reason);
    }

    /** Queues have the system's time; the clock may be a simulator's that runs ahead of it. */
    private Instant onOurClock(Instant sentAt) {
        var aheadMs = Duration.between(Instant.now(), clock.instant()).toMillis();
        return sentAt.plusSeconds(Math.round(aheadMs / 1000.0));
    }
}
