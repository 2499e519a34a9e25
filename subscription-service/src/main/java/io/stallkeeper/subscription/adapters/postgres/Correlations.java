package io.stallkeeper.subscription.adapters.postgres;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.subscription.adapters.Identities;
import io.stallkeeper.subscription.domain.notification.Subject;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Which subscriptions a notification is about: by license, or whose alias that is, then by agreement, then by account
 * and product if exactly one comes into question. Never a guess (marketplace-protocol 3.5).
 */
public final class Correlations {

    /** Two messages about one buyer wait for each other, so that neither overlooks what the other brings. */
    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended(current_schema() || '/buyer/' || $1, 0))";

    private static final String LINK =
            "insert into agreement_link (agreement_id, subscription_id) values ($1, $2) on conflict do nothing";

    private static final String NAME_PRODUCT =
            "insert into product_name (product_id, product_code)" + " values ($1, $2) on conflict do nothing";

    private static final String BY_AGREEMENT =
            "select subscription_id from agreement_link where agreement_id = $1 order by 1";

    private static final String BY_CUSTOMER = "select subscription_id from subscription"
            + " where product_code = $1 and customer_identifier = $2 order by 1";

    private static final String CANDIDATES = "select s.subscription_id from subscription s"
            + " join product_name p on p.product_code = s.product_code"
            + " where s.account_id = $1 and p.product_id = $2 and s.state <> 'merged' and not exists"
            + " (select 1 from agreement_link l where l.subscription_id = s.subscription_id)";

    private final BuyerAliases aliases;

    public Correlations(BuyerAliases aliases) {
        this.aliases = aliases;
    }

    public Uni<Void> lock(PostgresTransaction transaction, String buyer) {
        return transaction
                .connection()
                .preparedQuery(LOCK)
                .execute(Tuple.of(buyer))
                .replaceWithVoid();
    }

    /** Empty if it can't be told, or not yet. */
    public Uni<List<String>> subscriptionsOf(PostgresTransaction transaction, Subject subject) {
        return switch (subject) {
            case Subject.License license ->
                aliases.subscriptionOf(
                                transaction,
                                Identities.subscriptionOf(license.buyer()).value())
                        .map(List::of);
            case Subject.Customer customer -> ofCustomer(transaction, customer);
            case Subject.Agreement agreement -> ofAgreement(transaction, agreement);
            case Subject.Nobody _ -> Uni.createFrom().item(List.of());
        };
    }

    /** An older listing whose buyer registered by a license is known under that one. */
    private Uni<List<String>> ofCustomer(PostgresTransaction transaction, Subject.Customer customer) {
        var buyer = customer.buyer();
        var id = Identities.subscriptionOf(buyer).value();
        return aliases.subscriptionOf(transaction, id)
                .chain(owner -> owner.equals(id)
                        ? select(transaction, BY_CUSTOMER, buyer.productCode(), customer.customerIdentifier())
                                .map(known -> known.isEmpty() ? List.of(id) : known)
                        : Uni.createFrom().item(List.of(owner)));
    }

    private static Uni<List<String>> ofAgreement(PostgresTransaction transaction, Subject.Agreement agreement) {
        return select(transaction, BY_AGREEMENT, agreement.agreementId()).chain(linked -> {
            var productId = agreement.productId();
            if (!linked.isEmpty() || productId == null) {
                return Uni.createFrom().item(linked);
            }
            return select(transaction, CANDIDATES, agreement.accountId(), productId)
                    .map(candidates -> candidates.size() == 1 ? candidates : List.of());
        });
    }

    /** Remembers what a notification tells: whose agreement it is, and how the product is called. */
    public Uni<Void> learn(
            PostgresTransaction transaction, String subscriptionId, @Nullable String agreementId, Subject subject) {
        var link = agreementId == null ? nothing() : insert(transaction, LINK, agreementId, subscriptionId);
        if (subject instanceof Subject.License(var buyer, var _, var _, var productId) && productId != null) {
            return link.chain(() -> insert(transaction, NAME_PRODUCT, productId, buyer.productCode()));
        }
        return link;
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }

    private static Uni<Void> insert(PostgresTransaction transaction, String sql, String first, String second) {
        return transaction
                .connection()
                .preparedQuery(sql)
                .execute(Tuple.of(first, second))
                .replaceWithVoid();
    }

    private static Uni<List<String>> select(PostgresTransaction transaction, String sql, String... parameters) {
        return transaction
                .connection()
                .preparedQuery(sql)
                .execute(Tuple.tuple(List.of((Object[]) parameters)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString(0))
                        .toList());
    }
}
