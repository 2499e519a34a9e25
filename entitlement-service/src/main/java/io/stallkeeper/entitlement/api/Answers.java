package io.stallkeeper.entitlement.api;

import io.stallkeeper.entitlement.EntitlementSettings;
import io.stallkeeper.entitlement.adapters.log.KnownEntitlements;
import io.stallkeeper.entitlement.adapters.log.ReplicaPosition;
import io.stallkeeper.entitlement.domain.EntitlementValue;
import io.stallkeeper.entitlement.domain.Entitlements;
import io.stallkeeper.entitlement.domain.Freshness;
import io.stallkeeper.entitlement.domain.Knowledge;
import io.stallkeeper.entitlement.domain.PricingModel;
import io.stallkeeper.entitlement.domain.Use;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers from memory alone: neither AWS nor the database is asked. */
@ApplicationScoped
public class Answers {

    private final KnownEntitlements known;
    private final ReplicaPosition position;
    private final Freshness freshness;
    private final EntitlementSettings settings;
    private final Clock clock;

    public Answers(
            KnownEntitlements known,
            ReplicaPosition position,
            Freshness freshness,
            EntitlementSettings settings,
            Clock clock) {
        this.known = known;
        this.position = position;
        this.freshness = freshness;
        this.settings = settings;
        this.clock = clock;
    }

    /** False until all of the log was read once: what isn't known may just not be read yet. */
    public boolean areReady() {
        return position.hasCaughtUp();
    }

    /** @param units at least so many; null for any */
    public UseBody mayUse(String subscriptionId, String dimension, @Nullable BigDecimal units) {
        var state = known.of(subscriptionId);
        var use = Use.of(dimension, units, state, pricingOf(state));
        var entitlement = use.entitlement();
        return new UseBody(
                subscriptionId,
                dimension,
                use.allowed(),
                use.reason(),
                entitlement == null ? null : toJson(entitlement.value()),
                entitlement == null ? null : entitlement.expirationDate(),
                asOf(state),
                isStale(state));
    }

    /** Empty for a subscription that nobody spoke of. */
    public Optional<EntitlementsBody> all(String subscriptionId) {
        return known.of(subscriptionId) instanceof Entitlements.Known state
                ? Optional.of(new EntitlementsBody(
                        subscriptionId,
                        statusOf(state),
                        state.knowledge().granted().stream()
                                .map(granted -> new EntitlementsBody.Granted(
                                        granted.dimension(), toJson(granted.value()), granted.expirationDate()))
                                .toList(),
                        asOf(state),
                        isStale(state)))
                : Optional.empty();
    }

    /** How many subscriptions have answers that are stale. */
    public long staleCount() {
        return known.all().stream().filter(this::isStale).count();
    }

    private boolean isStale(Entitlements state) {
        return position.isLost() || freshness.isStale(state, pricingOf(state), clock.instant());
    }

    private PricingModel pricingOf(Entitlements state) {
        return state instanceof Entitlements.Known known
                ? settings.pricingOf(known.knowledge().buyer().productCode())
                : settings.defaultPricingModel();
    }

    private static String statusOf(Entitlements.Known state) {
        return switch (state) {
            case Entitlements.Pending _ -> "pending";
            case Entitlements.Active _ -> "active";
            case Entitlements.Ending _ -> "ending";
            case Entitlements.Ended _ -> "ended";
            case Entitlements.Failed _ -> "failed";
        };
    }

    private static @Nullable Instant asOf(Entitlements state) {
        return switch (state) {
            case Entitlements.Unknown _, Entitlements.Alias _ -> null;
            case Entitlements.Pending(Knowledge known) -> asOf(known, null);
            case Entitlements.Active(Knowledge known, Instant since) -> asOf(known, since);
            case Entitlements.Ending(Knowledge known, Instant since) -> asOf(known, since);
            case Entitlements.Ended(Knowledge _, Instant since) -> since;
            case Entitlements.Failed(Knowledge _, Instant since) -> since;
        };
    }

    private static @Nullable Instant asOf(Knowledge known, @Nullable Instant otherwise) {
        var last = known.last();
        return last == null ? otherwise : last.asOf();
    }

    private static @Nullable Object toJson(EntitlementValue value) {
        var quantity = value.integerValue() != null ? value.integerValue() : value.doubleValue();
        if (quantity != null) {
            return quantity;
        }
        return value.booleanValue() != null ? value.booleanValue() : value.stringValue();
    }
}
