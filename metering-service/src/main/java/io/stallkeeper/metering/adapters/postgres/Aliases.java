package io.stallkeeper.metering.adapters.postgres;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.adapters.history.UsageBatches;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;

/**
 * Other names of subscriptions' buyers. From the transaction on in which one is learned, usage that is addressed to it
 * counts for the subscription, and so does what was counted under it and isn't closed.
 */
public final class Aliases {

    private static final String ADD = "insert into subscription_alias (alias_id, subscription_id, product_code)"
            + " values ($1, $2, $3) on conflict do nothing";

    private static final String IS_ALIAS = "select 1 from subscription_alias where alias_id = $1";

    private final UsageBatches batches = new UsageBatches();
    private final TakenHours taken;
    private final ReassignedUsage usage;
    private final WeighedElsewhere weighed;
    private final Clock clock;

    public Aliases(TakenHours taken, ReassignedUsage usage, WeighedElsewhere weighed, Clock clock) {
        this.taken = taken;
        this.weighed = weighed;
        this.usage = usage;
        this.clock = clock;
    }

    /**
     * No batch of usage is folded meanwhile, nor an hour closed: whatever is counted under the alias is seen here, and
     * nothing is counted under it afterwards. An alias that is known already changes nothing.
     */
    public Uni<Void> learn(PostgresTransaction transaction, String aliasId, String subscriptionId, String productCode) {
        return HourCloser.keepOut(transaction)
                .chain(() -> batches.lock(transaction))
                .chain(() -> transaction
                        .connection()
                        .preparedQuery(ADD)
                        .execute(Tuple.of(aliasId, subscriptionId, productCode)))
                .chain(added -> added.rowCount() == 0
                        ? Uni.createFrom().voidItem()
                        : join(transaction, aliasId, subscriptionId, productCode, clock.instant()));
    }

    private Uni<Void> join(
            PostgresTransaction transaction, String aliasId, String subscriptionId, String productCode, Instant now) {
        return weighed.add(transaction, aliasId, subscriptionId, productCode, now)
                .chain(() -> taken.close(transaction, aliasId, subscriptionId, productCode, now))
                .chain(() -> usage.reassign(transaction, aliasId, subscriptionId, productCode, now));
    }

    public Uni<Boolean> isAlias(PostgresTransaction transaction, String id) {
        return transaction
                .connection()
                .preparedQuery(IS_ALIAS)
                .execute(Tuple.of(id))
                .map(rows -> rows.size() > 0);
    }
}
