package io.stallkeeper.subscription.adapters.kafka;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.contracts.PublishedEventType;
import io.stallkeeper.contracts.registration.CustomerRegistered;
import io.stallkeeper.contracts.registration.RegistrationStarted;
import io.stallkeeper.eventsourcing.kafka.Delivery;
import io.stallkeeper.eventsourcing.kafka.Inbox;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.subscription.adapters.notification.Intake;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Learns from the registration service who the buyers are. */
@ApplicationScoped
public class RegistrationConsumer {

    private final Inbox inbox;
    private final Intake intake;

    public RegistrationConsumer(Inbox inbox, Intake intake) {
        this.inbox = inbox;
        this.intake = intake;
    }

    @Incoming("registration")
    public Uni<Void> receive(ConsumerRecord<String, byte[]> message) {
        return inbox.receive(message, this::takeEffect);
    }

    /** Other types of the topic, and those of later versions, are nothing to this service. */
    public Uni<Void> takeEffect(PostgresTransaction transaction, Delivery delivery) {
        return switch (PublishedEventType.named(delivery.type()).orElse(null)) {
            case REGISTRATION_STARTED -> {
                var started = delivery.dataAs(RegistrationStarted.class);
                yield intake.register(transaction, started.subscriptionId(), started.identity(), delivery.metadata());
            }
            case CUSTOMER_REGISTERED -> {
                var registered = delivery.dataAs(CustomerRegistered.class);
                yield intake.register(
                        transaction, registered.subscriptionId(), registered.identity(), delivery.metadata());
            }
            case null, default -> Uni.createFrom().voidItem();
        };
    }
}
