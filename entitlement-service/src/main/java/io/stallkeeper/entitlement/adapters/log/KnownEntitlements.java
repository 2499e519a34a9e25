package io.stallkeeper.entitlement.adapters.log;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.entitlement.domain.Entitlements;
import io.stallkeeper.eventsourcing.log.RecordedEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What this replica knows of every subscription, in memory: the fold of this service's own events. The handler of a
 * {@link io.stallkeeper.eventsourcing.log.LogReader}.
 */
public final class KnownEntitlements implements Function<List<RecordedEvent>, Uni<Void>> {

    private final Map<String, Versioned> bySubscription = new ConcurrentHashMap<>();

    private record Versioned(long version, Entitlements state) {}

    /** {@link Entitlements.Unknown} for a subscription that nobody spoke of; of an alias, its subscription's. */
    public Entitlements of(String subscriptionId) {
        return known(subscriptionId) instanceof Entitlements.Alias(String of) ? known(of) : known(subscriptionId);
    }

    private Entitlements known(String id) {
        var known = bySubscription.get(id);
        return known == null ? new Entitlements.Unknown() : known.state();
    }

    public Collection<Entitlements> all() {
        return bySubscription.values().stream().map(Versioned::state).toList();
    }

    @Override
    public Uni<Void> apply(List<RecordedEvent> events) {
        return Uni.createFrom().item(() -> {
            events.forEach(this::apply);
            return null;
        });
    }

    /** A batch may come again: what is known already changes nothing. */
    private void apply(RecordedEvent recorded) {
        var id = StoredEntitlements.subscriptionOf(recorded.stream());
        var before = bySubscription.getOrDefault(id, new Versioned(0, new Entitlements.Unknown()));
        if (recorded.version() > before.version()) {
            var after = Entitlements.evolve(before.state(), StoredEntitlements.TYPES.read(recorded));
            bySubscription.put(id, new Versioned(recorded.version(), after));
        }
    }
}
