package io.stallkeeper.eventsourcing.kafka;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.log.EventLog;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lets each published event take effect once: its id is kept in the transaction of the effect.
 *
 * <p>What can't be understood is parked. What fails otherwise is tried again: without end while the database is away,
 * since going on would lose the event, and {@value #ATTEMPTS} times if it is the effect itself that fails; then it is
 * parked as {@code effect-failed}, so that it doesn't block what stands behind it.
 */
public final class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final int ATTEMPTS = 5;
    private static final Duration MIN_PAUSE = Duration.ofMillis(100);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(5);

    private final String consumer;
    private final EventLog<PostgresTransaction> log;

    /** @param consumer the name under which ids are kept; for ever, since another name sees every event anew */
    public Inbox(String consumer, EventLog<PostgresTransaction> log) {
        this.consumer = consumer;
        this.log = log;
    }

    /** Completes once the event has taken effect, now or before, or is parked. Never fails. */
    public Uni<Void> receive(
            ConsumerRecord<String, byte[]> message, BiFunction<PostgresTransaction, Delivery, Uni<Void>> effect) {
        CloudEvent event;
        try {
            event = KafkaMessageFactory.createReader(message).toEvent();
        } catch (RuntimeException e) {
            return park(message, "not-a-cloudevent")
                    .onFailure()
                    .retry()
                    .withBackOff(MIN_PAUSE, MAX_PAUSE)
                    .indefinitely();
        }
        var delivery = Delivery.of(event);
        var failures = new AtomicInteger();
        return takeEffect(delivery, effect)
                .onFailure()
                .recoverWithUni(failure -> parkOrFail(message, failure, failures))
                .onFailure()
                .retry()
                .withBackOff(MIN_PAUSE, MAX_PAUSE)
                .indefinitely();
    }

    private Uni<Void> parkOrFail(ConsumerRecord<String, byte[]> message, Throwable failure, AtomicInteger failures) {
        if (failure instanceof Unprocessable unprocessable) {
            return park(message, unprocessable.reason());
        }
        if (isOfTheEffect(failure) && failures.incrementAndGet() >= ATTEMPTS) {
            LOG.errorf(failure, "The effect of message %s fails", KafkaParking.originOf(message));
            return park(message, "effect-failed");
        }
        LOG.warnf(
                "Message %s of topic %s waits: %s",
                KafkaParking.originOf(message), message.topic(), failure.toString());
        return Uni.createFrom().failure(failure);
    }

    private Uni<Void> takeEffect(Delivery delivery, BiFunction<PostgresTransaction, Delivery, Uni<Void>> effect) {
        var event = delivery.event();
        var key = event.getSource() + "#" + event.getId();
        return log.inTransaction(transaction -> transaction
                .isFirstDelivery(consumer, key)
                .chain(first -> first
                        ? effect.apply(transaction, delivery)
                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> park(ConsumerRecord<String, byte[]> message, String reason) {
        return log.inTransaction(transaction -> KafkaParking.park(transaction, message, reason));
    }

    /** Whether the failure is of the effect itself, and not of the database or the way to it. */
    public static boolean isOfTheEffect(Throwable failure) {
        if (failure instanceof PgException error && isAboutData(error.getSqlState())) {
            return true;
        }
        var origin = failure.getClass().getPackageName();
        return !(failure instanceof IOException)
                && !(failure instanceof TimeoutException)
                && !origin.startsWith("io.vertx")
                && !origin.startsWith("io.netty");
    }

    /** Classes 22, data exception, and 23, integrity constraint violation: the same statement fails again. */
    private static boolean isAboutData(@Nullable String sqlState) {
        return sqlState != null && (sqlState.startsWith("22") || sqlState.startsWith("23"));
    }
}
