package io.stallkeeper.subscription.adapters.kafka;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.contracts.PublishedEventType;
import io.stallkeeper.contracts.registration.AliasNamed;
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
        if (delivery.type().equals(PublishedEventType.REGISTRATION_STARTED.typeName())) {
            var started = delivery.dataAs(RegistrationStarted.class);
            return intake.register(transaction, started.subscriptionId(), started.identity(), delivery.metadata());
        }
        if (delivery.type().equals(PublishedEventType.CUSTOMER_REGISTERED.typeName())) {
            var registered = delivery.dataAs(CustomerRegistered.class);
            return intake.register(
                    transaction, registered.subscriptionId(), registered.identity(), delivery.metadata());
        }
        if (delivery.type().equals(PublishedEventType.ALIAS_NAMED.typeName())) {
            return intake.alias(transaction, delivery.dataAs(AliasNamed.class), delivery.metadata());
        }
        return Uni.createFrom().voidItem();
    }
}
