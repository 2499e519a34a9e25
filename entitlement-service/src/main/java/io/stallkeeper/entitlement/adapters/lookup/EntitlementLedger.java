package io.stallkeeper.entitlement.adapters.lookup;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.entitlement.adapters.log.StoredEntitlements;
import io.stallkeeper.entitlement.domain.Entitlements;
import io.stallkeeper.entitlement.domain.EntitlementsCommand;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.BecomeAlias;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.RecordAnswer;
import io.stallkeeper.entitlement.domain.EntitlementsDecider;
import io.stallkeeper.entitlement.domain.EntitlementsEvent;
import io.stallkeeper.entitlement.domain.LookupPlan;
import io.stallkeeper.eventsourcing.decider.Decision;
import io.stallkeeper.eventsourcing.log.Decisions;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import java.util.UUID;
import java.util.function.DoubleSupplier;

/**
 * Carries out commands on subscriptions, and in the same transaction keeps the agenda of lookups as the events want it:
 * no crash forgets a lookup.
 */
public final class EntitlementLedger {

    private final Decisions<EntitlementsCommand, Entitlements, EntitlementsEvent> decisions =
            new Decisions<>(new EntitlementsDecider(), StoredEntitlements.TYPES, UUID::randomUUID);

    private final LookupAgenda agenda;
    private final LookupPlan plan;
    private final DoubleSupplier random;

    /** @param random 0 … 1, spreads the refreshes */
    public EntitlementLedger(LookupAgenda agenda, LookupPlan plan, DoubleSupplier random) {
        this.agenda = agenda;
        this.plan = plan;
        this.random = random;
    }

    public Uni<Entitlements> load(PostgresTransaction transaction, String subscriptionId) {
        return decisions.load(transaction, StoredEntitlements.streamOf(subscriptionId));
    }

    /** Takes what another service said; a lookup that follows is due at once. */
    public Uni<Decision<EntitlementsEvent>> tell(
            PostgresTransaction transaction,
            String subscriptionId,
            EntitlementsCommand.Signal signal,
            EventMetadata metadata) {
        return decide(transaction, subscriptionId, signal, metadata).call(() -> load(transaction, subscriptionId)
                .chain(state -> planNext(transaction, subscriptionId, state, metadata)));
    }

    /** From now on the id is another name of the subscription, and AWS isn't asked about it any more. */
    public Uni<Void> alias(
            PostgresTransaction transaction, String aliasId, BecomeAlias command, EventMetadata metadata) {
        return decide(transaction, aliasId, command, metadata).chain(() -> agenda.drop(transaction, aliasId));
    }

    /** Takes what a leased lookup found, and gives the lease back. */
    public Uni<Decision<EntitlementsEvent>> record(
            PostgresTransaction transaction, String subscriptionId, RecordAnswer answer, EventMetadata metadata) {
        return decide(transaction, subscriptionId, answer, metadata).call(() -> load(transaction, subscriptionId)
                .chain(state -> settle(transaction, subscriptionId, state)));
    }

    private Uni<Decision<EntitlementsEvent>> decide(
            PostgresTransaction transaction,
            String subscriptionId,
            EntitlementsCommand command,
            EventMetadata metadata) {
        return decisions.decide(transaction, StoredEntitlements.streamOf(subscriptionId), command, metadata);
    }

    private Uni<Void> planNext(
            PostgresTransaction transaction, String subscriptionId, Entitlements state, EventMetadata metadata) {
        return plan.next(state, random.getAsDouble())
                .map(dueAt -> agenda.plan(transaction, subscriptionId, dueAt, metadata))
                .orElseGet(() -> agenda.drop(transaction, subscriptionId));
    }

    /** A request that came during the call has planned the next one already, under its own trace. */
    private Uni<Void> settle(PostgresTransaction transaction, String subscriptionId, Entitlements state) {
        if (state instanceof Entitlements.Known known && known.knowledge().dueSince() != null) {
            return agenda.release(transaction, subscriptionId);
        }
        return planNext(transaction, subscriptionId, state, EventMetadata.NONE)
                .call(() -> agenda.release(transaction, subscriptionId));
    }
}
