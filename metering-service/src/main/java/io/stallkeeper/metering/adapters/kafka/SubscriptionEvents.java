package io.stallkeeper.metering.adapters.kafka;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.contracts.MarketplaceIdentity;
import io.stallkeeper.contracts.PublishedEventType;
import io.stallkeeper.contracts.subscription.AliasLearned;
import io.stallkeeper.contracts.subscription.SubscriptionActivated;
import io.stallkeeper.contracts.subscription.SubscriptionEnded;
import io.stallkeeper.contracts.subscription.SubscriptionEnding;
import io.stallkeeper.eventsourcing.kafka.Delivery;
import io.stallkeeper.eventsourcing.kafka.Inbox;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.adapters.postgres.Aliases;
import io.stallkeeper.metering.adapters.postgres.Meters;
import io.stallkeeper.metering.domain.hour.SendAs;
import io.stallkeeper.metering.domain.meter.MeterCommand;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What the subscription service says, as commands to meters. Each event takes effect once. */
@ApplicationScoped
public class SubscriptionEvents {

    private final Inbox inbox;
    private final Meters meters;
    private final Aliases aliases;
    private final EndSignal end;
    private final Clock clock;

    public SubscriptionEvents(Inbox inbox, Meters meters, Aliases aliases, EndSignal end, Clock clock) {
        this.inbox = inbox;
        this.meters = meters;
        this.aliases = aliases;
        this.end = end;
        this.clock = clock;
    }

    @Incoming("subscription")
    Uni<Void> receive(ConsumerRecord<String, byte[]> message) {
        var hurries = new AtomicBoolean();
        return inbox.receive(message, (transaction, delivery) -> {
                    var commands = commandsOf(delivery);
                    hurries.set(commands.stream().anyMatch(MeterCommand.BeginEnding.class::isInstance));
                    return takeEffect(transaction, delivery, commands);
                })
                .invoke(() -> {
                    if (hurries.get()) {
                        end.heard();
                    }
                });
    }

    /** What is told of an alias is told of its subscription as well, sooner or later. */
    private Uni<Void> takeEffect(PostgresTransaction transaction, Delivery delivery, List<MeterCommand> commands) {
        if (delivery.type().equals(PublishedEventType.ALIAS_LEARNED.typeName())) {
            var learned = delivery.dataAs(AliasLearned.class);
            return aliases.learn(transaction, learned.aliasId(), learned.subscriptionId(), learned.productCode());
        }
        if (commands.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return aliases.isAlias(transaction, commands.getFirst().subscriptionId())
                .chain(isAlias -> isAlias ? Uni.createFrom().voidItem() : apply(transaction, delivery, commands));
    }

    private Uni<Void> apply(PostgresTransaction transaction, Delivery delivery, List<MeterCommand> commands) {
        var done = Uni.createFrom().voidItem();
        for (var command : commands) {
            done = done.chain(() -> meters.apply(transaction, command, delivery.metadata()));
        }
        return done;
    }

    private List<MeterCommand> commandsOf(Delivery delivery) {
        return PublishedEventType.named(delivery.type())
                .map(type -> commandsOf(type, delivery))
                .orElseGet(List::of);
    }

    /** None for what doesn't concern meters. The identity comes first: it holds from the next hour on. */
    private List<MeterCommand> commandsOf(PublishedEventType type, Delivery delivery) {
        return switch (type) {
            case SUBSCRIPTION_ACTIVATED -> {
                var event = delivery.dataAs(SubscriptionActivated.class);
                var id = event.subscriptionId();
                var sendAs = sendAs(event.identity());
                yield List.of(
                        new MeterCommand.Identify(id, sendAs, clock.instant()),
                        new MeterCommand.Open(id, sendAs, event.activatedAt()));
            }
            case SUBSCRIPTION_ENDING -> {
                var event = delivery.dataAs(SubscriptionEnding.class);
                var id = event.subscriptionId();
                var sendAs = sendAs(event.identity());
                yield List.of(
                        new MeterCommand.Identify(id, sendAs, clock.instant()),
                        new MeterCommand.BeginEnding(id, sendAs, event.endingSince(), event.meteringDeadline()));
            }
            case SUBSCRIPTION_ENDED -> {
                var event = delivery.dataAs(SubscriptionEnded.class);
                yield List.of(new MeterCommand.Close(event.subscriptionId(), event.endedAt()));
            }
            case REGISTRATION_STARTED,
                    CUSTOMER_REGISTERED,
                    ALIAS_NAMED,
                    ALIAS_LEARNED,
                    SUBSCRIPTION_FAILED,
                    ENTITLEMENTS_CHANGE_NOTIFIED,
                    USAGE_METERED,
                    USAGE_REFUSED,
                    USAGE_EXPIRED,
                    FINAL_USAGE_SETTLED,
                    ENTITLEMENTS_GRANTED,
                    ENTITLEMENTS_REVOKED -> List.of();
        };
    }

    private static SendAs sendAs(MarketplaceIdentity identity) {
        return identity.licenseArn() != null
                ? new SendAs(identity.productCode(), identity.licenseArn(), identity.customerAwsAccountId(), null)
                : new SendAs(identity.productCode(), null, null, identity.customerIdentifier());
    }
}
