package io.stallkeeper.entitlement.adapters.kafka;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.contracts.PublishedEventType;
import io.stallkeeper.contracts.subscription.AliasLearned;
import io.stallkeeper.entitlement.adapters.lookup.EntitlementLedger;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.BecomeAlias;
import io.stallkeeper.eventsourcing.kafka.Delivery;
import io.stallkeeper.eventsourcing.kafka.Inbox;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes in what the registration and the subscription service say; each event takes effect once. */
@ApplicationScoped
public class SubscriptionEvents {

    private final Inbox inbox;
    private final Signals signals;
    private final EntitlementLedger ledger;

    public SubscriptionEvents(Inbox inbox, Signals signals, EntitlementLedger ledger) {
        this.inbox = inbox;
        this.signals = signals;
        this.ledger = ledger;
    }

    @Incoming("registration")
    @Incoming("subscription")
    public Uni<Void> receive(ConsumerRecord<String, byte[]> message) {
        return inbox.receive(message, this::takeEffect);
    }

    private Uni<Void> takeEffect(PostgresTransaction transaction, Delivery delivery) {
        if (delivery.type().equals(PublishedEventType.ALIAS_LEARNED.typeName())) {
            var learned = delivery.dataAs(AliasLearned.class);
            var command = new BecomeAlias(learned.subscriptionId(), learned.learnedAt());
            return ledger.alias(transaction, learned.aliasId(), command, delivery.metadata());
        }
        return signals.of(delivery)
                .map(addressed -> ledger.tell(
                                transaction, addressed.subscriptionId(), addressed.signal(), delivery.metadata())
                        .replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem());
    }
}
