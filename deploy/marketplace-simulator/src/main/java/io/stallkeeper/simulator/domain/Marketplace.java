package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.MarketplaceEvent.AgreementAccepted;
import io.stallkeeper.simulator.domain.MarketplaceEvent.AgreementActivated;
import io.stallkeeper.simulator.domain.MarketplaceEvent.AgreementClosed;
import io.stallkeeper.simulator.domain.MarketplaceEvent.AgreementEnded;
import io.stallkeeper.simulator.domain.MarketplaceEvent.AutoRenewalChanged;
import io.stallkeeper.simulator.domain.MarketplaceEvent.BehaviorChanged;
import io.stallkeeper.simulator.domain.MarketplaceEvent.ClockAdvanced;
import io.stallkeeper.simulator.domain.MarketplaceEvent.ClockSet;
import io.stallkeeper.simulator.domain.MarketplaceEvent.EntitlementsChanged;
import io.stallkeeper.simulator.domain.MarketplaceEvent.FaultChanceSet;
import io.stallkeeper.simulator.domain.MarketplaceEvent.FaultInjected;
import io.stallkeeper.simulator.domain.MarketplaceEvent.FaultQueued;
import io.stallkeeper.simulator.domain.MarketplaceEvent.FaultSpent;
import io.stallkeeper.simulator.domain.MarketplaceEvent.FaultsCleared;
import io.stallkeeper.simulator.domain.MarketplaceEvent.LicenseDeprovisioned;
import io.stallkeeper.simulator.domain.MarketplaceEvent.MarketplaceReset;
import io.stallkeeper.simulator.domain.MarketplaceEvent.NotificationDelivered;
import io.stallkeeper.simulator.domain.MarketplaceEvent.NotificationGivenUp;
import io.stallkeeper.simulator.domain.MarketplaceEvent.NotificationQueued;
import io.stallkeeper.simulator.domain.MarketplaceEvent.NotificationsForgotten;
import io.stallkeeper.simulator.domain.MarketplaceEvent.ProductListed;
import io.stallkeeper.simulator.domain.MarketplaceEvent.RegistrationTokenIssued;
import io.stallkeeper.simulator.domain.MarketplaceEvent.RegistrationTokenSpent;
import io.stallkeeper.simulator.domain.MarketplaceEvent.UsageMetered;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.Agreements;
import io.stallkeeper.simulator.domain.fault.Fault;
import io.stallkeeper.simulator.domain.fault.Faults;
import io.stallkeeper.simulator.domain.fault.QueuedFault;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.metering.Ledger;
import io.stallkeeper.simulator.domain.notification.Delivery;
import io.stallkeeper.simulator.domain.notification.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/**
 * The state of the marketplace: the fold of its events, and nothing else. The same events give the same state. It
 * changes in place, since a million records can't be copied for each new one; only {@link #evolve} changes it, which
 * throws on an event that can't have happened.
 */
public final class Marketplace {
    private static final Duration EXPIRED_TOKENS_KEPT = Duration.ofDays(1);

    /** The oldest ones are forgotten for new ones; who plays has issued as many only after those expired. */
    private static final int MOST_TOKENS = 100_000;

    private final Map<String, Product> products = new LinkedHashMap<>();
    private final SequencedMap<String, RegistrationToken> tokensByHash = new LinkedHashMap<>();
    private final Behavior behaviorAtFirst;
    private Behavior behavior;
    private Agreements agreements;
    private Ledger ledger = new Ledger();
    private Outbox outbox = new Outbox();
    private Faults faults = new Faults();
    private MarketplaceTime time = MarketplaceTime.unchanged();

    public Marketplace(Behavior behavior) {
        behaviorAtFirst = behavior;
        this.behavior = behavior;
        agreements = new Agreements(behavior.timing());
    }

    /** Takes in what has happened. */
    public void evolve(MarketplaceEvent event) {
        switch (event) {
            case ProductListed(var product) -> products.put(product.productCode(), product);
            case AgreementAccepted(var terms, var entitlements, var autoRenewal, var payment) ->
                agreements.add(Agreement.accepted(terms, entitlements, autoRenewal, payment));
            case AgreementActivated(var id, var at) -> change(id, agreement -> agreement.activated(at));
            case EntitlementsChanged(var id, var entitlements, var _) ->
                change(id, agreement -> agreement.granting(entitlements));
            case AutoRenewalChanged(var id, var enabled, var _) -> change(id, agreement -> agreement.renewing(enabled));
            case AgreementEnded(var id, var reason, var at) -> change(id, agreement -> agreement.ended(at, reason));
            case LicenseDeprovisioned(var id, var at) -> change(id, agreement -> agreement.deprovisioned(at));
            case AgreementClosed(var id, var at) -> change(id, agreement -> agreement.closed(at));
            case RegistrationTokenIssued(var hash, var id, var expiresAt) ->
                remember(hash, new RegistrationToken(id, expiresAt, false));
            case RegistrationTokenSpent(var hash) -> spend(hash);
            case UsageMetered(var records) -> records.forEach(ledger::record);
            case NotificationQueued(var notification) -> outbox.queue(notification);
            case NotificationDelivered(var id, var at) -> outbox.delivered(id, at);
            case NotificationGivenUp(var id, var at) -> outbox.givenUp(id, at);
            case NotificationsForgotten(var count) -> outbox.forgotten(count);
            case FaultInjected(var operation, var kind, var count) ->
                faults.queue(new QueuedFault(operation, Fault.of(kind), count));
            case FaultQueued(var fault) -> faults.queue(fault);
            case FaultChanceSet(var chance) -> faults.set(chance);
            case FaultsCleared(var operation) -> faults.clear(operation);
            case FaultSpent(var operation) -> faults.spend(operation);
            case ClockAdvanced(var by) -> time = time.advanced(by);
            case ClockSet(var real, var now, var rate) -> time = new MarketplaceTime(real, now, rate);
            case BehaviorChanged(var changed) -> behave(changed);
            case MarketplaceReset() -> reset();
        }
    }

    /** The product of this code. */
    public Optional<Product> product(String productCode) {
        return Optional.ofNullable(products.get(productCode));
    }

    /** All products in the order in which they were first listed. */
    public List<Product> products() {
        return List.copyOf(products.values());
    }

    /** What the token with this hash stands for. */
    public Optional<RegistrationToken> token(String tokenHash) {
        return Optional.ofNullable(tokensByHash.get(tokenHash));
    }

    /** What each token stands for by the token's hash, the oldest first. */
    public SequencedMap<String, RegistrationToken> tokens() {
        return Collections.unmodifiableSequencedMap(tokensByHash);
    }

    /** How many times as fast as real time the marketplace's clock runs; 0 if it stands. */
    public double clockRate() {
        return time.rate();
    }

    /** How long things take now, and what happens to notifications. */
    public Behavior behavior() {
        return behavior;
    }

    /** The time on the marketplace's clock at this real instant. */
    public Instant timeAt(Instant real) {
        return time.at(real);
    }

    public Agreements agreements() {
        return agreements;
    }

    public Ledger ledger() {
        return ledger;
    }

    public Outbox outbox() {
        return outbox;
    }

    public Faults faults() {
        return faults;
    }

    /** The shortest story that leads to this state; tokens that expired a day ago are left out. */
    public Retelling retold(Instant now) {
        List<MarketplaceEvent> rest = new ArrayList<>();
        products.values().forEach(product -> rest.add(new ProductListed(product)));
        rest.add(new ClockSet(time.real(), time.now(), time.rate()));
        if (!behavior.equals(behaviorAtFirst)) {
            rest.add(new BehaviorChanged(behavior));
        }
        faults.queued().forEach(fault -> rest.add(new FaultQueued(fault)));
        faults.chances().forEach(chance -> rest.add(new FaultChanceSet(chance)));
        tokensByHash.forEach((hash, token) -> {
            if (token.expiresAt().plus(EXPIRED_TOKENS_KEPT).isAfter(now)) {
                rest.add(new RegistrationTokenIssued(hash, token.agreementId(), token.expiresAt()));
                if (token.spent()) {
                    rest.add(new RegistrationTokenSpent(hash));
                }
            }
        });
        List<Delivery> deliveries = outbox.all();
        return new Retelling(
                rest,
                agreements.all(),
                ledger.billed(),
                ledger.refused().toList(),
                deliveries,
                outbox.queued() - deliveries.size());
    }

    private void remember(String tokenHash, RegistrationToken token) {
        tokensByHash.put(tokenHash, token);
        if (tokensByHash.size() > MOST_TOKENS) {
            tokensByHash.pollFirstEntry();
        }
    }

    private void spend(String tokenHash) {
        if (tokensByHash.computeIfPresent(tokenHash, (_, token) -> token.used()) == null) {
            throw new IllegalStateException("a token was spent that was never issued");
        }
    }

    private void behave(Behavior changed) {
        behavior = changed;
        agreements.retime(changed.timing());
    }

    private void reset() {
        products.clear();
        tokensByHash.clear();
        behavior = behaviorAtFirst;
        agreements = new Agreements(behavior.timing());
        ledger = new Ledger();
        outbox = new Outbox();
        faults = new Faults();
        time = MarketplaceTime.unchanged();
    }

    private void change(String agreementId, UnaryOperator<Agreement> transition) {
        agreements.replace(transition.apply(agreements.known(agreementId)));
    }
}
