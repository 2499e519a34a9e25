package io.stallkeeper.subscription.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.decider.Decision;
import io.stallkeeper.eventsourcing.log.Decisions;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.subscription.domain.Subscription;
import io.stallkeeper.subscription.domain.SubscriptionCommand;
import io.stallkeeper.subscription.domain.SubscriptionDecider;
import io.stallkeeper.subscription.domain.SubscriptionEvent;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The subscriptions: their events, and in the same transaction the row that is looked up. */
public final class SubscriptionStore {

    private static final String SAVE = "insert into subscription"
            + " (subscription_id, product_code, account_id, customer_identifier, state, metering_deadline, changed_at)"
            + " values ($1, $2, $3, $4, $5, $6, $7) on conflict (subscription_id) do update"
            + " set product_code = excluded.product_code, account_id = excluded.account_id,"
            + " customer_identifier = excluded.customer_identifier, state = excluded.state,"
            + " metering_deadline = excluded.metering_deadline, changed_at = excluded.changed_at";

    private static final String MERGED = "update subscription set state = 'merged', metering_deadline = null,"
            + " changed_at = $2 where subscription_id = $1";

    private static final String DUE = "select subscription_id from subscription"
            + " where state = 'ending' and metering_deadline <= $1 order by metering_deadline limit $2";

    private final Decisions<SubscriptionCommand, Subscription, SubscriptionEvent> decisions =
            new Decisions<>(new SubscriptionDecider(), StoredSubscriptionEvents.TYPES, UUID::randomUUID);

    private final Clock clock;

    public SubscriptionStore(Clock clock) {
        this.clock = clock;
    }

    public Uni<Decision<SubscriptionEvent>> decide(
            PostgresTransaction transaction,
            String subscriptionId,
            SubscriptionCommand command,
            EventMetadata metadata) {
        var stream = StoredSubscriptionEvents.streamOf(subscriptionId);
        return decisions.decide(transaction, stream, command, metadata).call(decision -> switch (decision) {
            case Decision.Accepted<SubscriptionEvent>(var events)
            when !events.isEmpty() ->
                decisions.load(transaction, stream).chain(state -> save(transaction, subscriptionId, state));
            case Decision.Accepted<SubscriptionEvent> _, Decision.Rejected<SubscriptionEvent> _ ->
                Uni.createFrom().voidItem();
        });
    }

    /** In the trace of what opened the final hour. */
    public Uni<Decision<SubscriptionEvent>> passDeadline(
            PostgresTransaction transaction, String subscriptionId, Instant now) {
        return transaction
                .read(StoredSubscriptionEvents.streamOf(subscriptionId))
                .chain(recorded -> decide(
                        transaction,
                        subscriptionId,
                        new SubscriptionCommand.PassDeadline(now),
                        EventMetadata.causedBy(recorded.getLast())));
    }

    /** Whose final metering hour is over, the longest first. */
    public Uni<List<String>> due(PostgresTransaction transaction, Instant now, int limit) {
        return transaction
                .connection()
                .preparedQuery(DUE)
                .execute(Tuple.of(now.atOffset(UTC), limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map((Row row) -> row.getString("subscription_id"))
                        .toList());
    }

    private Uni<Void> save(PostgresTransaction transaction, String subscriptionId, Subscription state) {
        return switch (state) {
            case Subscription.Unknown _ -> Uni.createFrom().voidItem();
            case Subscription.Merged _ ->
                transaction
                        .connection()
                        .preparedQuery(MERGED)
                        .execute(Tuple.of(subscriptionId, clock.instant().atOffset(UTC)))
                        .replaceWithVoid();
            case Subscription.Known known -> {
                var buyer = known.life().buyer();
                var row = Tuple.tuple()
                        .addString(subscriptionId)
                        .addString(buyer.productCode())
                        .addString(buyer.customerAwsAccountId())
                        .addString(buyer.customerIdentifier())
                        .addString(known.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                        .addOffsetDateTime(deadline(known))
                        .addOffsetDateTime(clock.instant().atOffset(UTC));
                yield transaction.connection().preparedQuery(SAVE).execute(row).replaceWithVoid();
            }
        };
    }

    private static @Nullable OffsetDateTime deadline(Subscription.Known state) {
        return state instanceof Subscription.Ending ending
                ? ending.meteringDeadline().atOffset(UTC)
                : null;
    }
}
