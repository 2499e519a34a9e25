package io.stallkeeper.subscription.adapters.postgres;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.subscription.domain.BuyerIdentity;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;

/**
 * Other names of subscriptions' buyers: licenses of customers, and customer identifiers of who registered by license. A
 * name is the alias of one subscription for ever; a subscription may have had several, one after the other.
 */
public final class BuyerAliases {

    private static final String ADD = "insert into license_alias (alias_id, subscription_id, license_arn, account_id)"
            + " values ($1, $2, $3, $4) on conflict do nothing";

    private static final String SUBSCRIPTION = "select subscription_id from license_alias where alias_id = $1";

    private static final String LICENSE = "select s.product_code, a.license_arn, a.account_id from license_alias a"
            + " join subscription s using (subscription_id) where a.alias_id = $1 and a.license_arn is not null";

    private static final String TAKE_AGREEMENTS = "with taken as (delete from agreement_link where subscription_id = $1"
            + " returning agreement_id) insert into agreement_link (agreement_id, subscription_id)"
            + " select agreement_id, $2 from taken on conflict do nothing";

    /** False if the name is somebody's already. */
    public Uni<Boolean> add(
            PostgresTransaction transaction, String aliasId, String subscriptionId, BuyerIdentity alias) {
        var row = Tuple.of(aliasId, subscriptionId, alias.licenseArn(), alias.customerAwsAccountId());
        return execute(transaction, ADD, row).map(rows -> rows.rowCount() == 1);
    }

    /** The id itself if it is no alias. */
    public Uni<String> subscriptionOf(PostgresTransaction transaction, String id) {
        return execute(transaction, SUBSCRIPTION, Tuple.of(id))
                .map(rows -> rows.size() == 0 ? id : rows.iterator().next().getString("subscription_id"));
    }

    /** The license that is an alias, spelled as ResolveCustomer does: that is what API calls take. */
    public Uni<Optional<BuyerIdentity>> licenseOf(PostgresTransaction transaction, String aliasId) {
        return execute(transaction, LICENSE, Tuple.of(aliasId)).map(rows -> {
            var found = rows.iterator();
            return found.hasNext() ? Optional.of(toLicense(found.next())) : Optional.empty();
        });
    }

    /** Agreements that gave the license are the subscription's. */
    public Uni<Void> takeAgreements(PostgresTransaction transaction, String aliasId, String subscriptionId) {
        return execute(transaction, TAKE_AGREEMENTS, Tuple.of(aliasId, subscriptionId))
                .replaceWithVoid();
    }

    private static BuyerIdentity toLicense(Row row) {
        return new BuyerIdentity(
                row.getString("product_code"), row.getString("license_arn"), row.getString("account_id"), null);
    }

    private static Uni<RowSet<Row>> execute(PostgresTransaction transaction, String sql, Tuple values) {
        return transaction.connection().preparedQuery(sql).execute(values);
    }
}
