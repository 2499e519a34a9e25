package io.stallkeeper.subscription.adapters.notification;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.contracts.MarketplaceIdentity;
import io.stallkeeper.contracts.registration.AliasNamed;
import io.stallkeeper.eventsourcing.decider.Decision;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.subscription.adapters.Identities;
import io.stallkeeper.subscription.adapters.postgres.BuyerAliases;
import io.stallkeeper.subscription.adapters.postgres.Correlations;
import io.stallkeeper.subscription.adapters.postgres.NotificationStore;
import io.stallkeeper.subscription.adapters.postgres.SubscriptionStore;
import io.stallkeeper.subscription.domain.BuyerIdentity;
import io.stallkeeper.subscription.domain.Signal;
import io.stallkeeper.subscription.domain.SubscriptionCommand;
import io.stallkeeper.subscription.domain.SubscriptionEvent;
import io.stallkeeper.subscription.domain.notification.Disposition;
import io.stallkeeper.subscription.domain.notification.Notification;
import io.stallkeeper.subscription.domain.notification.Subject;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Lets notifications and registrations take effect, each in one transaction: kept, correlated, decided, and what waited
 * for it replayed. In whichever order the two arrive, the outcome is the same (marketplace-protocol 3.5).
 */
public final class Intake {

    private static final Logger LOG = Logger.getLogger(Intake.class);

    private final NotificationReader reader;
    private final NotificationStore notifications;
    private final Correlations correlations;
    private final BuyerAliases aliases;
    private final SubscriptionStore subscriptions;

    public Intake(
            NotificationReader reader,
            NotificationStore notifications,
            BuyerAliases aliases,
            SubscriptionStore subscriptions) {
        this.reader = reader;
        this.notifications = notifications;
        this.correlations = new Correlations(aliases);
        this.aliases = aliases;
        this.subscriptions = subscriptions;
    }

    /** Takes effect once, however often the same notification comes. */
    public Uni<Disposition> take(
            PostgresTransaction transaction, Notification notification, String body, EventMetadata metadata) {
        return lock(transaction, notification.subject())
                .chain(() -> notifications.keep(transaction, notification, body))
                .chain(first -> first
                        ? takeFirst(transaction, notification, metadata)
                        : Uni.createFrom().item(Disposition.DUPLICATE));
    }

    /** A registration names the buyer: what waited for that is replayed. */
    public Uni<Void> register(
            PostgresTransaction transaction,
            String subscriptionId,
            MarketplaceIdentity identity,
            EventMetadata metadata) {
        var buyer = Identities.known(identity);
        return lock(transaction, buyer)
                .chain(() -> decide(
                        transaction, subscriptionId, new SubscriptionCommand.RecogniseBuyer(buyer, true), metadata))
                .chain(() -> catchUp(transaction, subscriptionId, buyer, metadata));
    }

    /** A registration tells a second name of the buyer: what was told of a subscription by it is told of this one. */
    public Uni<Void> alias(PostgresTransaction transaction, AliasNamed named, EventMetadata metadata) {
        var id = named.subscriptionId();
        var alias = Identities.known(named.alias());
        var aliasId = Identities.subscriptionOf(alias).value();
        return lock(transaction, byBothNames(named))
                .chain(() -> register(transaction, id, named.identity(), metadata))
                .chain(() -> subscriptions.decide(
                        transaction, aliasId, new SubscriptionCommand.Merge(id, named.namedAt()), metadata))
                .chain(merged -> switch (merged) {
                    case Decision.Rejected<SubscriptionEvent>(var reason) -> {
                        LOG.warnf("%s stays a subscription beside %s: %s", aliasId, id, reason);
                        yield Uni.createFrom().voidItem();
                    }
                    case Decision.Accepted<SubscriptionEvent> _ ->
                        aliases.add(transaction, aliasId, id, alias)
                                .chain(isNew -> isNew
                                        ? learn(transaction, id, aliasId, named, metadata)
                                        : Uni.createFrom().voidItem());
                });
    }

    /** The alias is told of last: usage that was counted under it must not come to a customer who ended and is back. */
    private Uni<Void> learn(
            PostgresTransaction transaction, String id, String aliasId, AliasNamed named, EventMetadata metadata) {
        var learnAlias = new SubscriptionCommand.LearnAlias(aliasId, named.namedAt());
        return aliases.takeAgreements(transaction, aliasId, id)
                .chain(() -> catchUp(transaction, id, byBothNames(named), metadata))
                .chain(() -> decide(transaction, id, learnAlias, metadata))
                .replaceWithVoid();
    }

    private static BuyerIdentity byBothNames(AliasNamed named) {
        var known = Identities.known(named.identity());
        var alias = Identities.known(named.alias());
        return known.customerIdentifier() == null
                ? new BuyerIdentity(
                        known.productCode(),
                        known.licenseArn(),
                        known.customerAwsAccountId(),
                        alias.customerIdentifier())
                : new BuyerIdentity(
                        known.productCode(),
                        alias.licenseArn(),
                        alias.customerAwsAccountId(),
                        known.customerIdentifier());
    }

    private Uni<Disposition> takeFirst(
            PostgresTransaction transaction, Notification notification, EventMetadata metadata) {
        return notifications
                .hasTwin(transaction, notification)
                .chain(twin ->
                        twin ? Uni.createFrom().item(Disposition.TWIN) : apply(transaction, notification, metadata))
                .call(disposition -> notifications.dispose(transaction, notification.id(), disposition))
                .call(() -> notification.subject() instanceof Subject.License license
                        ? aliases.subscriptionOf(transaction, idOf(license))
                                .chain(id -> catchUp(transaction, id, license.buyer(), metadata))
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> catchUp(
            PostgresTransaction transaction, String subscriptionId, BuyerIdentity buyer, EventMetadata metadata) {
        return notifications
                .unapplied(transaction, subscriptionId, buyer)
                .chain(waiting -> each(
                        waiting, kept -> apply(transaction, reader.read(kept.body(), kept.id(), kept.at()), metadata)
                                .call(disposition -> notifications.dispose(transaction, kept.id(), disposition))))
                .replaceWithVoid();
    }

    private Uni<Disposition> apply(PostgresTransaction transaction, Notification notification, EventMetadata metadata) {
        var kind = notification.signal();
        if (kind.isEmpty()) {
            return Uni.createFrom().item(Disposition.IGNORED);
        }
        var signal = new Signal(notification.id(), kind.get(), notification.at(), notification.agreementId(), null);
        return correlations.subscriptionsOf(transaction, notification.subject()).chain(ids -> {
            if (ids.isEmpty()) {
                return Uni.createFrom().item(Disposition.WAITING);
            }
            return each(ids, id -> applyTo(transaction, id, notification.subject(), signal, metadata))
                    .map(changes -> changes.contains(true) ? Disposition.APPLIED : Disposition.SUPERSEDED);
        });
    }

    /** True if it changed the subscription. */
    private Uni<Boolean> applyTo(
            PostgresTransaction transaction, String id, Subject subject, Signal signal, EventMetadata metadata) {
        return recognise(transaction, id, subject, metadata)
                .chain(() -> correlations.learn(transaction, id, signal.agreementId(), subject))
                .chain(() -> notifications.tookEffect(transaction, signal.notificationId(), id))
                .chain(() -> named(transaction, id, subject, signal))
                .chain(named -> decide(transaction, id, new SubscriptionCommand.NoteSignal(named), metadata))
                .map(events -> events.stream().anyMatch(event -> !(event instanceof SubscriptionEvent.SignalNoted)));
    }

    private Uni<?> recognise(PostgresTransaction transaction, String id, Subject subject, EventMetadata metadata) {
        return switch (subject) {
            case Subject.License license ->
                isAlias(license, id)
                        ? Uni.createFrom().voidItem()
                        : recognise(transaction, id, license.buyer(), metadata);
            case Subject.Customer customer -> recognise(transaction, id, customer.buyer(), metadata);
            case Subject.Agreement _, Subject.Nobody _ -> Uni.createFrom().voidItem();
        };
    }

    /** Of a license that is another name of the buyer, with the license, spelled as API calls take it. */
    private Uni<Signal> named(PostgresTransaction transaction, String id, Subject subject, Signal signal) {
        return subject instanceof Subject.License license && isAlias(license, id)
                ? aliases.licenseOf(transaction, idOf(license)).map(known -> signal.of(known.orElse(license.buyer())))
                : Uni.createFrom().item(signal);
    }

    private static boolean isAlias(Subject.License license, String id) {
        return !idOf(license).equals(id);
    }

    private static String idOf(Subject.License license) {
        return Identities.subscriptionOf(license.buyer()).value();
    }

    private Uni<?> recognise(PostgresTransaction transaction, String id, BuyerIdentity buyer, EventMetadata metadata) {
        return decide(transaction, id, new SubscriptionCommand.RecogniseBuyer(buyer, false), metadata);
    }

    private Uni<List<SubscriptionEvent>> decide(
            PostgresTransaction transaction, String id, SubscriptionCommand command, EventMetadata metadata) {
        return subscriptions.decide(transaction, id, command, metadata).map(decision -> switch (decision) {
            case Decision.Accepted<SubscriptionEvent>(var events) -> events;
            case Decision.Rejected<SubscriptionEvent>(var reason) -> throw new IllegalStateException(reason);
        });
    }

    private Uni<Void> lock(PostgresTransaction transaction, Subject subject) {
        return switch (subject) {
            case Subject.License license -> lock(transaction, license.buyer());
            case Subject.Customer customer -> lock(transaction, customer.buyer());
            case Subject.Agreement agreement -> correlations.lock(transaction, agreement.accountId());
            case Subject.Nobody _ -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> lock(PostgresTransaction transaction, BuyerIdentity buyer) {
        var account = buyer.customerAwsAccountId();
        var customer = buyer.customerIdentifier();
        var locked = account == null ? Uni.createFrom().voidItem() : correlations.lock(transaction, account);
        return customer == null ? locked : locked.chain(() -> correlations.lock(transaction, customer));
    }

    private static <T, R> Uni<List<R>> each(List<T> items, Function<T, Uni<R>> work) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .collect()
                .asList();
    }
}
