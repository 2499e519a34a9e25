package io.stallkeeper.metering.adapters.kafka;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.contracts.PublishedEventType;
import io.stallkeeper.contracts.entitlement.EntitlementsGranted;
import io.stallkeeper.contracts.entitlement.EntitlementsRevoked;
import io.stallkeeper.contracts.entitlement.GrantedEntitlement;
import io.stallkeeper.eventsourcing.kafka.Delivery;
import io.stallkeeper.eventsourcing.kafka.Inbox;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.adapters.postgres.Contracts;
import io.stallkeeper.metering.domain.contract.ContractCommand;
import io.stallkeeper.metering.domain.contract.ContractCommand.Granted;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** What the entitlement service says, as quantities that contracts include. Each event takes effect once. */
@ApplicationScoped
public class EntitlementEvents {

    private final Inbox inbox;
    private final Contracts contracts;

    public EntitlementEvents(Inbox inbox, Contracts contracts) {
        this.inbox = inbox;
        this.contracts = contracts;
    }

    @Incoming("entitlement")
    Uni<Void> receive(ConsumerRecord<String, byte[]> message) {
        return inbox.receive(message, this::takeEffect);
    }

    private Uni<Void> takeEffect(PostgresTransaction transaction, Delivery delivery) {
        if (delivery.type().equals(PublishedEventType.ENTITLEMENTS_GRANTED.typeName())) {
            var event = delivery.dataAs(EntitlementsGranted.class);
            var granted =
                    new ContractCommand.Grant(event.subscriptionId(), quantities(event.entitlements()), event.asOf());
            return contracts.apply(transaction, granted, delivery.metadata());
        }
        if (delivery.type().equals(PublishedEventType.ENTITLEMENTS_REVOKED.typeName())) {
            var event = delivery.dataAs(EntitlementsRevoked.class);
            var revoked = new ContractCommand.Revoke(event.subscriptionId(), event.asOf());
            return contracts.apply(transaction, revoked, delivery.metadata());
        }
        return Uni.createFrom().voidItem();
    }

    /** Of what is granted as a number; whether something may be used at all doesn't concern the meter. */
    private static Map<String, Granted> quantities(List<GrantedEntitlement> entitlements) {
        var quantities = new HashMap<String, Granted>();
        for (var entitlement : entitlements) {
            var quantity = quantityOf(entitlement);
            if (quantity != null) {
                quantities.put(entitlement.dimension(), new Granted(quantity, entitlement.expirationDate()));
            }
        }
        return quantities;
    }

    private static @Nullable BigDecimal quantityOf(GrantedEntitlement entitlement) {
        var quantity = entitlement.integerValue() != null
                ? BigDecimal.valueOf(entitlement.integerValue())
                : entitlement.doubleValue();
        return quantity == null ? null : quantity.max(BigDecimal.ZERO);
    }
}
