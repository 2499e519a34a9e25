package io.stallkeeper.subscription.adapters.postgres;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;

/** How a subscription stands, for lists. Written by {@link SubscriptionStore} alone. */
@Entity
@Table(name = "subscription")
public class SubscriptionRow extends PanacheEntityBase {

    @Id
    @Column(name = "subscription_id")
    public String subscriptionId;

    @Column(name = "product_code")
    public String productCode;

    public String state;

    @Column(name = "metering_deadline")
    public Instant meteringDeadline;

    @Column(name = "changed_at")
    public Instant changedAt;

    public static Uni<List<SubscriptionRow>> page(int offset, int limit) {
        return SubscriptionRow.<SubscriptionRow>findAll(Sort.by("subscriptionId"))
                .range(offset, offset + limit - 1)
                .list();
    }
}
