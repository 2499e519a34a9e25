package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.agreement.AgreementTerms;
import io.stallkeeper.simulator.domain.agreement.EndReason;
import io.stallkeeper.simulator.domain.agreement.Entitlement;
import io.stallkeeper.simulator.domain.agreement.Payment;
import io.stallkeeper.simulator.domain.fault.FaultChance;
import io.stallkeeper.simulator.domain.fault.FaultKind;
import io.stallkeeper.simulator.domain.fault.QueuedFault;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.metering.MeteredRecord;
import io.stallkeeper.simulator.domain.notification.Notification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that can have happened. Instants are on the marketplace's clock. */
public sealed interface MarketplaceEvent {
    record ProductListed(Product product) implements MarketplaceEvent {}

    record AgreementAccepted(AgreementTerms terms, List<Entitlement> entitlements, boolean autoRenewal, Payment payment)
            implements MarketplaceEvent {}

    record AgreementActivated(String agreementId, Instant at) implements MarketplaceEvent {}

    record EntitlementsChanged(String agreementId, List<Entitlement> entitlements, Instant at)
            implements MarketplaceEvent {}

    record AutoRenewalChanged(String agreementId, boolean enabled, Instant at) implements MarketplaceEvent {}

    record AgreementEnded(String agreementId, EndReason reason, Instant at) implements MarketplaceEvent {}

    record LicenseDeprovisioned(String agreementId, Instant at) implements MarketplaceEvent {}

    record AgreementClosed(String agreementId, Instant at) implements MarketplaceEvent {}

    /** The token itself is kept nowhere. */
    record RegistrationTokenIssued(String tokenHash, String agreementId, Instant expiresAt)
            implements MarketplaceEvent {}

    /** The token was asked about, and is good for one answer only. */
    record RegistrationTokenSpent(String tokenHash) implements MarketplaceEvent {}

    record UsageMetered(List<MeteredRecord> records) implements MarketplaceEvent {}

    record NotificationQueued(Notification notification) implements MarketplaceEvent {}

    record NotificationDelivered(String notificationId, Instant at) implements MarketplaceEvent {}

    /** Its target wouldn't take it, or too many waited and this one had waited longest: nobody brings it any more. */
    record NotificationGivenUp(String notificationId, Instant at) implements MarketplaceEvent {}

    /** So many notifications were queued that nobody looks back on any more. */
    record NotificationsForgotten(long count) implements MarketplaceEvent {}

    /** As faults were queued before they had a delay; old journals have it. */
    record FaultInjected(String operation, FaultKind kind, int count) implements MarketplaceEvent {}

    record FaultQueued(QueuedFault fault) implements MarketplaceEvent {}

    record FaultChanceSet(FaultChance chance) implements MarketplaceEvent {}

    /** Of one operation, or of all if none is named. */
    record FaultsCleared(@Nullable String operation) implements MarketplaceEvent {}

    record FaultSpent(String operation) implements MarketplaceEvent {}

    record ClockAdvanced(Duration by) implements MarketplaceEvent {}

    /** From the real instant on, the marketplace's clock goes on from {@code now} at this multiple of real time. */
    record ClockSet(Instant real, Instant now, double rate) implements MarketplaceEvent {}

    /** How long things take, and what happens to notifications on their way. */
    record BehaviorChanged(Behavior behavior) implements MarketplaceEvent {}

    /** Everything is as it was in the beginning. */
    record MarketplaceReset() implements MarketplaceEvent {}
}
