package io.stallkeeper.subscription.adapters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.contracts.Topic;
import io.stallkeeper.eventsourcing.kafka.Inbox;
import io.stallkeeper.eventsourcing.kafka.Unprocessable;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.subscription.adapters.kafka.RegistrationConsumer;
import io.stallkeeper.subscription.adapters.notification.Intake;
import io.stallkeeper.subscription.adapters.notification.NotificationReader;
import io.stallkeeper.subscription.adapters.postgres.ParkedMessages;
import io.stallkeeper.subscription.adapters.postgres.ParkedMessages.ParkedMessage;
import io.stallkeeper.subscription.adapters.sqs.MessageHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Tries a parked message again, the way it came in by. It leaves its place in the transaction of its effect. */
@ApplicationScoped
public class ParkedReplay {

    private final ParkedMessages parked;
    private final PostgresEventLog log;
    private final NotificationReader reader;
    private final Intake intake;
    private final Inbox inbox;
    private final RegistrationConsumer registrations;

    /** @param reason why it stays parked; null if it doesn't */
    public record Outcome(boolean replayed, @Nullable String reason) {}

    public ParkedReplay(
            ParkedMessages parked,
            PostgresEventLog log,
            NotificationReader reader,
            Intake intake,
            Inbox inbox,
            RegistrationConsumer registrations) {
        this.parked = parked;
        this.log = log;
        this.reader = reader;
        this.intake = intake;
        this.inbox = inbox;
        this.registrations = registrations;
    }

    /** Empty if there is no such message. */
    public Uni<Optional<Outcome>> replay(UUID id) {
        return parked.find(id).chain(found -> {
            if (found.isEmpty()) {
                return Uni.createFrom().item(Optional.empty());
            }
            var message = found.get();
            var replayed = message.channel().equals(Topic.REGISTRATION) ? ofTopic(message) : ofQueue(message);
            return replayed.chain(() -> parked.find(id))
                    .map(left -> Optional.of(new Outcome(
                            left.isEmpty(), left.map(ParkedMessage::reason).orElse(null))));
        });
    }

    private Uni<Void> ofQueue(ParkedMessage message) {
        var body = new String(message.body(), UTF_8);
        var metadata = EventMetadata.ofCurrentTrace();
        return Uni.createFrom()
                .item(() -> reader.read(body, message.origin(), sentAt(message)))
                .chain(notification ->
                        log.inTransaction(transaction -> intake.take(transaction, notification, body, metadata)
                                .chain(() -> parked.remove(transaction, message.id()))))
                .onFailure(failure -> failure instanceof Unprocessable || Inbox.isOfTheEffect(failure))
                .recoverWithUni(failure -> parked.changeReason(message.id(), reason(failure)));
    }

    private static Instant sentAt(ParkedMessage message) {
        var header = message.headers().get(MessageHandler.SENT_AT);
        return header == null ? message.parkedAt() : Instant.parse(header);
    }

    private static String reason(Throwable failure) {
        return failure instanceof Unprocessable unprocessable ? unprocessable.reason() : "effect-failed";
    }

    private Uni<Void> ofTopic(ParkedMessage message) {
        var place = message.origin().split("/", 2);
        var record = new ConsumerRecord<String, byte[]>(
                message.channel(), Integer.parseInt(place[0]), Long.parseLong(place[1]), null, message.body());
        message.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return inbox.receive(record, (transaction, delivery) -> registrations
                .takeEffect(transaction, delivery)
                .chain(() -> parked.remove(transaction, message.id())));
    }
}
