package io.stallkeeper.registration.adapters.postgres;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A registration in the overview. Read only: {@link RegistrationOverview} writes it. */
@Entity
@Immutable
@Table(name = "registration_overview")
public class OverviewRow extends PanacheEntityBase {

    @Id
    @Column(name = "subscription_id")
    public String subscriptionId;

    @Column(name = "product_code")
    public String productCode;

    public String status;

    @Column(name = "free_trial")
    public boolean freeTrial;

    @Column(name = "started_at")
    public Instant startedAt;

    @Column(name = "registered_at")
    public @Nullable Instant registeredAt;

    /** Those of a status, the oldest first. */
    public static Uni<List<OverviewRow>> page(String status, Page page) {
        var order = Sort.by("startedAt").and("subscriptionId");
        return Panache.withSession(() -> OverviewRow.<OverviewRow>find("status", order, status)
                .page(page)
                .list());
    }
}
