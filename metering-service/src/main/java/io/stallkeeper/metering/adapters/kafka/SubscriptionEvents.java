package io.stallkeeper.metering.adapters.kafka;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.contracts.MarketplaceIdentity;
import io.stallkeeper.contracts.PublishedEventType;
import io.stallkeeper.contracts.subscription.SubscriptionActivated;
import io.stallkeeper.contracts.subscription.SubscriptionEnded;
import io.stallkeeper.contracts.subscription.SubscriptionEnding;
import io.stallkeeper.eventsourcing.kafka.Delivery;
import io.stallkeeper.eventsourcing.kafka.Inbox;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.adapters.postgres.Meters;
import io.stallkeeper.metering.domain.hour.SendAs;
import io.stallkeeper.metering.domain.meter.MeterCommand;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** What the subscription service says, as commands to meters. Each event takes effect once. */
@ApplicationScoped
public class SubscriptionEvents {

    private final Inbox inbox;
    private final Meters meters;

    public SubscriptionEvents(Inbox inbox, Meters meters) {
        this.inbox = inbox;
        this.meters = meters;
    }

    @Incoming("subscription")
    Uni<Void> receive(ConsumerRecord<String, byte[]> message) {
        return inbox.receive(message, this::takeEffect);
    }

    private Uni<Void> takeEffect(PostgresTransaction transaction, Delivery delivery) {
        return commandOf(delivery)
                .map(command -> meters.apply(transaction, command, delivery.metadata()))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private static Optional<MeterCommand> commandOf(Delivery delivery) {
        return PublishedEventType.named(delivery.type())
                .flatMap(type -> Optional.ofNullable(commandOf(type, delivery)));
    }

    /** Null for what doesn't concern meters. */
    private static @Nullable MeterCommand commandOf(PublishedEventType type, Delivery delivery) {
        return switch (type) {
            case SUBSCRIPTION_ACTIVATED -> {
                var event = delivery.dataAs(SubscriptionActivated.class);
                yield new MeterCommand.Open(event.subscriptionId(), sendAs(event.identity()), event.activatedAt());
            }
            case SUBSCRIPTION_ENDING -> {
                var event = delivery.dataAs(SubscriptionEnding.class);
                yield new MeterCommand.BeginEnding(
                        event.subscriptionId(),
                        sendAs(event.identity()),
                        event.endingSince(),
                        event.meteringDeadline());
            }
            case SUBSCRIPTION_ENDED -> {
                var event = delivery.dataAs(SubscriptionEnded.class);
                yield new MeterCommand.Close(event.subscriptionId(), event.endedAt());
            }
            case REGISTRATION_STARTED,
                    CUSTOMER_REGISTERED,
                    SUBSCRIPTION_FAILED,
                    ENTITLEMENTS_CHANGE_NOTIFIED,
                    USAGE_METERED,
                    USAGE_REFUSED,
                    USAGE_EXPIRED,
                    FINAL_USAGE_SETTLED,
                    ENTITLEMENTS_GRANTED,
                    ENTITLEMENTS_REVOKED -> null;
        };
    }

    private static SendAs sendAs(MarketplaceIdentity identity) {
        return identity.licenseArn() != null
                ? new SendAs(identity.productCode(), identity.licenseArn(), identity.customerAwsAccountId(), null)
                : new SendAs(identity.productCode(), null, null, identity.customerIdentifier());
    }
}
