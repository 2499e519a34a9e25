package io.stallkeeper.registration.adapters.postgres;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.contracts.SubscriptionId;
import io.stallkeeper.eventsourcing.decider.Decision;
import io.stallkeeper.eventsourcing.log.Decisions;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.registration.adapters.Identities;
import io.stallkeeper.registration.domain.BuyerIdentity;
import io.stallkeeper.registration.domain.Contact;
import io.stallkeeper.registration.domain.Registration;
import io.stallkeeper.registration.domain.RegistrationCommand;
import io.stallkeeper.registration.domain.RegistrationCommand.Complete;
import io.stallkeeper.registration.domain.RegistrationCommand.Start;
import io.stallkeeper.registration.domain.RegistrationDecider;
import io.stallkeeper.registration.domain.RegistrationEvent;
import io.stallkeeper.registration.domain.Resolution;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The registrations, each a stream of the log, and the contact data that belongs to them. Whatever is asked is answered
 * within the time limit or fails. What fails is done as a whole or not at all, and doing it again does no harm.
 */
public final class Registrations {

    private final PostgresEventLog log;
    private final ContactVault contacts;
    private final Clock clock;
    private final Duration limit;
    private final Decisions<RegistrationCommand, Registration, RegistrationEvent> decisions =
            new Decisions<>(new RegistrationDecider(), StoredEvents.TYPES, UUID::randomUUID);

    /** A registration and how to reach its buyer. */
    public record Details(Registration registration, KeptContact contact) {}

    public Registrations(PostgresEventLog log, ContactVault contacts, Clock clock, Duration limit) {
        this.log = log;
        this.contacts = contacts;
        this.clock = clock;
        this.limit = limit;
    }

    /** Whose registration was begun or goes on, and what was decided. */
    public record Begun(SubscriptionId subscription, Decision<RegistrationEvent> decision) {}

    /** Who comes, and the former name that isn't a registration of its own. */
    private record Buyer(BuyerIdentity identity, @Nullable String formerly) {}

    /**
     * Who registered by customer identifier, before the product moved, goes on with that registration. Who didn't is
     * told by both names: notifications by customer identifier may still come.
     */
    public Uni<Begun> start(Resolution.Resolved resolved, boolean freeTrial, EventMetadata metadata) {
        return inTransaction(transaction -> whoStarts(transaction, resolved).chain(buyer -> {
            var subscription = Identities.subscriptionOf(buyer.identity());
            var start = new Start(buyer.identity(), buyer.formerly(), freeTrial, clock.instant());
            return decisions
                    .decide(transaction, StoredEvents.stream(subscription), start, metadata)
                    .map(decision -> new Begun(subscription, decision));
        }));
    }

    private Uni<Buyer> whoStarts(PostgresTransaction transaction, Resolution.Resolved resolved) {
        var formerly = resolved.formerly();
        if (formerly == null) {
            return Uni.createFrom().item(new Buyer(resolved.identity(), null));
        }
        return decisions
                .load(transaction, StoredEvents.stream(Identities.subscriptionOf(formerly)))
                .map(registration -> switch (registration) {
                    case Registration.Unknown _ -> new Buyer(resolved.identity(), formerly.customerIdentifier());
                    case Registration.Started(var known, var _, var _, var _) -> oneOf(resolved, formerly, known);
                    case Registration.Completed(var known, var _, var _, var _, var _) ->
                        oneOf(resolved, formerly, known);
                });
    }

    /** Another license of a product that has moved is another agreement (marketplace-protocol 1.4). */
    private static Buyer oneOf(Resolution.Resolved resolved, BuyerIdentity formerly, BuyerIdentity known) {
        return new Buyer(known.mayHoldLicenseOf(formerly) ? formerly : resolved.identity(), null);
    }

    /** Keeps the contact data together with the event; of a form that is sent twice, the first one's. */
    public Uni<Decision<RegistrationEvent>> complete(
            SubscriptionId subscription, Contact contact, EventMetadata metadata) {
        var stream = StoredEvents.stream(subscription);
        return inTransaction(transaction -> decisions
                .decide(transaction, stream, new Complete(clock.instant()), metadata)
                .call(decision -> decision instanceof Decision.Accepted<RegistrationEvent>
                        ? contacts.keep(transaction.connection(), subscription, contact)
                        : Uni.createFrom().voidItem()));
    }

    public Uni<Registration> registration(SubscriptionId subscription) {
        return inTransaction(transaction -> decisions.load(transaction, StoredEvents.stream(subscription)));
    }

    public Uni<Details> details(SubscriptionId subscription) {
        return inTransaction(transaction -> decisions
                .load(transaction, StoredEvents.stream(subscription))
                .chain(registration -> contacts.find(transaction.connection(), subscription)
                        .map(contact -> new Details(registration, contact))));
    }

    /** Destroys the key of the contact data. Answers with the registration, which stays as it is. */
    public Uni<Registration> forgetContact(SubscriptionId subscription) {
        return inTransaction(transaction -> contacts.forget(transaction.connection(), subscription)
                .chain(() -> decisions.load(transaction, StoredEvents.stream(subscription))));
    }

    private <R> Uni<R> inTransaction(Function<PostgresTransaction, Uni<R>> work) {
        return log.inTransaction(work).ifNoItem().after(limit).fail();
    }
}
