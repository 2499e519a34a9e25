package io.stallkeeper.entitlement.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.entitlement.adapters.log.KnownEntitlements;
import io.stallkeeper.entitlement.adapters.log.ReplicaPosition;
import io.stallkeeper.entitlement.adapters.log.StoredEntitlements;
import io.stallkeeper.entitlement.domain.BuyerIdentity;
import io.stallkeeper.entitlement.domain.Entitlements;
import io.stallkeeper.entitlement.domain.EntitlementsEvent;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.BecameAlias;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.BuyerIdentified;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.SubscriptionActivated;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.log.InMemoryEventLog;
import io.stallkeeper.eventsourcing.log.LogPosition;
import io.stallkeeper.eventsourcing.log.LogReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What one replica knows by the log, and what it knows about that. */
class ReplicaMemoryTest {

    private final InMemoryEventLog log = new InMemoryEventLog(Clock.systemUTC());
    private final KnownEntitlements known = new KnownEntitlements();
    private final ReplicaPosition position = new ReplicaPosition(Clock.systemUTC());
    private final LogReader reader = new LogReader("memory", log, position, known, Duration.ofSeconds(1));

    @Test
    void it_has_caught_up_when_there_is_nothing_more_to_read() {
        append(0, new BuyerIdentified(BuyerIdentity.ofCustomer("product", "customer")));

        assertThat(readOnce()).isTrue();
        assertThat(position.hasCaughtUp()).isFalse();
        assertThat(readOnce()).isFalse();
        assertThat(position.hasCaughtUp()).isTrue();
    }

    @Test
    void it_knows_the_fold_of_the_events_and_goes_on_from_where_it_was() {
        append(0, new BuyerIdentified(BuyerIdentity.ofCustomer("product", "customer")));
        readOnce();
        assertThat(known.of("c-1")).isInstanceOf(Entitlements.Pending.class);

        append(1, new SubscriptionActivated(Instant.EPOCH));
        readOnce();

        assertThat(known.of("c-1")).isInstanceOf(Entitlements.Active.class);
        assertThat(known.of("c-2")).isEqualTo(new Entitlements.Unknown());
    }

    @Test
    void an_alias_entitles_to_what_its_subscription_does() {
        append(0, new BuyerIdentified(BuyerIdentity.ofCustomer("product", "customer")));
        append(1, new SubscriptionActivated(Instant.EPOCH));
        append("l-1", 0, new BuyerIdentified(BuyerIdentity.ofLicense("product", "arn:aws:…:license:l-1")));
        readOnce();
        assertThat(known.of("l-1")).isInstanceOf(Entitlements.Pending.class);

        append("l-1", 1, new BecameAlias("c-1", Instant.EPOCH));
        readOnce();

        assertThat(known.of("l-1")).isEqualTo(known.of("c-1")).isInstanceOf(Entitlements.Active.class);
    }

    @Test
    void a_batch_that_comes_again_changes_nothing() {
        append(0, new BuyerIdentified(BuyerIdentity.ofCustomer("product", "customer")));
        append(1, new SubscriptionActivated(Instant.EPOCH));
        var events = log.readAfter(LogPosition.START, 10).await().indefinitely();

        known.apply(events).await().indefinitely();
        known.apply(events).await().indefinitely();

        assertThat(known.of("c-1")).isInstanceOf(Entitlements.Active.class);
    }

    @Test
    void without_its_log_it_keeps_what_it_knows_and_says_that_it_may_be_outdated() {
        append(0, new BuyerIdentified(BuyerIdentity.ofCustomer("product", "customer")));
        readOnce();
        readOnce();

        assertThatThrownBy(() -> position.advance(
                                "memory", from -> Uni.createFrom().failure(new IllegalStateException("away")))
                        .await()
                        .indefinitely())
                .hasMessage("away");

        assertThat(position.isLost()).isTrue();
        assertThat(position.hasCaughtUp()).isTrue();
        assertThat(known.of("c-1")).isInstanceOf(Entitlements.Pending.class);
        readOnce();
        assertThat(position.isLost()).isFalse();
    }

    private boolean readOnce() {
        return reader.readOnce().await().indefinitely();
    }

    private void append(long expectedVersion, EntitlementsEvent event) {
        append("c-1", expectedVersion, event);
    }

    private void append(String subscription, long expectedVersion, EntitlementsEvent event) {
        var stored = StoredEntitlements.TYPES.write(UUID.randomUUID(), event, EventMetadata.NONE);
        log.inTransaction(transaction ->
                        transaction.append(StoredEntitlements.streamOf(subscription), expectedVersion, List.of(stored)))
                .await()
                .indefinitely();
    }
}
