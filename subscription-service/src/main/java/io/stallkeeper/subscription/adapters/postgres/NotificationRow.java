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

/** A notification without its body, for lists. Written by {@link NotificationStore} alone. */
@Entity
@Table(name = "notification")
public class NotificationRow extends PanacheEntityBase {

    @Id
    public String id;

    public long arrival;
    public String form;
    public String type;
    public Instant at;

    @Column(name = "agreement_id")
    public String agreementId;

    public String disposition;

    @Column(name = "received_at")
    public Instant receivedAt;

    /** In the order of arrival. */
    public static Uni<List<NotificationRow>> page(String disposition, int offset, int limit) {
        return NotificationRow.<NotificationRow>find("disposition", Sort.by("arrival"), disposition)
                .range(offset, offset + limit - 1)
                .list();
    }
}
