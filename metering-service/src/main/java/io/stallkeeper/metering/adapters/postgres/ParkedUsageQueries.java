package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The operators' side of parked usage: to be looked at, tried again or dismissed. */
public final class ParkedUsageQueries {

    private static final String COLUMNS = "id, topic_partition, record_offset, reason, subscription_id, headers, body,"
            + " parked_at, replays, replayed_at";

    private static final String PAGE = "select " + COLUMNS + " from parked_usage"
            + " where ($1::text is null or reason = $1) and ($2::text is null or subscription_id = $2)"
            + " and (parked_at, id) > ($3, $4) order by parked_at, id limit $5";

    private static final String FIND = "select " + COLUMNS + " from parked_usage where id = $1";

    /** Who marks a row sends it; a row that another replica marks is that one's. */
    private static final String MARK = "update parked_usage set replays = replays + 1, replayed_at = now()"
            + " where id in (%s for update skip locked) returning " + COLUMNS;

    private static final String MARK_ONE = MARK.formatted("select id from parked_usage where id = $1");

    private static final String MARK_SOME = MARK.formatted("select id from parked_usage where reason = $1"
            + " and (parked_at, id) > ($2, $3) order by parked_at, id limit $4");

    private static final String MARK_KNOWN = MARK.formatted("select p.id from parked_usage p"
            + " where (replayed_at is null or replayed_at < now() - $1::interval) and (p.reason = 'product-not-known-yet'"
            + " and (exists (select from meter m where m.subscription_id = p.subscription_id)"
            + " or exists (select from subscription_alias a where a.alias_id = p.subscription_id))"
            + " or p.reason = 'ambiguous-subscription' and exists (select from subscription_alias a"
            + " where a.subscription_id = p.subscription_id and a.learned_at > coalesce(p.replayed_at, p.parked_at)))"
            + " order by p.parked_at, p.id limit $2");

    private static final String PRODUCT = "select product_code from meter where subscription_id = $1"
            + " union all select product_code from subscription_alias where alias_id = $1";

    private static final String CHANGE_REASON = "update parked_usage set reason = $2 where id = $1";

    /** What is on its way to the ledger at this moment is left to it. */
    private static final String DISMISS = "with gone as (delete from parked_usage where id in"
            + " (%s for update skip locked) returning *)"
            + " insert into dismissed_usage (id, topic_partition, record_offset, reason, subscription_id, headers, body,"
            + " parked_at, dismissed_by, why) select id, topic_partition, record_offset, reason, subscription_id,"
            + " headers, body, parked_at, $2, $3 from gone";

    private static final String DISMISS_ONE = DISMISS.formatted("select id from parked_usage where id = $1");

    private static final String DISMISS_SOME =
            DISMISS.formatted("select id from parked_usage where reason = $1 order by parked_at, id limit $4");

    private static final String DISMISSED =
            "select id, topic_partition, record_offset, reason, subscription_id, headers,"
                    + " body, parked_at, dismissed_at, dismissed_by, why from dismissed_usage"
                    + " where (dismissed_at, id) > ($1, $2) order by dismissed_at, id limit $3";

    private static final String COUNT = "select reason, count(*) as events,"
            + " extract(epoch from now() - min(parked_at))::float8 as age from parked_usage group by reason";

    private final Pool pool;

    /** Where a page ends; the next one begins behind it. */
    public record Place(Instant at, UUID id) {

        /** Before everything. */
        public static final Place START = new Place(Instant.EPOCH, new UUID(0, 0));
    }

    /**
     * A parked record, as it came.
     *
     * @param subscriptionId null if it can't be told
     * @param replays how often it was tried again
     */
    @SuppressWarnings("ArrayRecordComponent") // a value that is handed on, never compared
    public record Parked(
            UUID id,
            String topicPartition,
            long offset,
            String reason,
            @Nullable String subscriptionId,
            List<Header> headers,
            byte[] body,
            Instant parkedAt,
            int replays,
            @Nullable Instant replayedAt) {

        public Place place() {
            return new Place(parkedAt, id);
        }
    }

    /** A record that somebody decided not to count. */
    public record Dismissed(Parked parked, Instant dismissedAt, String dismissedBy, String why) {}

    /** How many are parked for a reason, and how long the oldest has been, in seconds. */
    public record Count(String reason, long events, double oldestAgeSeconds) {}

    public ParkedUsageQueries(Pool pool) {
        this.pool = pool;
    }

    /** The longest parked first. */
    public Uni<List<Parked>> page(@Nullable String reason, @Nullable String subscriptionId, Place after, int limit) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(reason, subscriptionId, after.at().atOffset(UTC), after.id(), limit))
                .map(rows -> list(rows, ParkedUsageQueries::parked));
    }

    public Uni<Optional<Parked>> find(UUID id) {
        return pool.preparedQuery(FIND).execute(Tuple.of(id)).map(ParkedUsageQueries::first);
    }

    /** The row, marked as tried again; empty if there is none, or if another one is at it. */
    public Uni<Optional<Parked>> mark(UUID id) {
        return pool.preparedQuery(MARK_ONE).execute(Tuple.of(id)).map(ParkedUsageQueries::first);
    }

    /** Rows with the reason, the longest parked first. */
    public Uni<List<Parked>> markSome(String reason, Place after, int limit) {
        return pool.preparedQuery(MARK_SOME)
                .execute(Tuple.of(reason, after.at().atOffset(UTC), after.id(), limit))
                .map(rows -> list(rows, ParkedUsageQueries::parked).stream()
                        .sorted(Comparator.comparing(Parked::parkedAt).thenComparing(Parked::id))
                        .toList());
    }

    /** Rows that waited for their product, or for a name of their buyer, which is known by now. */
    public Uni<List<Parked>> markKnown(Duration pause, int limit) {
        return pool.preparedQuery(MARK_KNOWN)
                .execute(Tuple.of(io.vertx.pgclient.data.Interval.of().seconds((int) pause.toSeconds()), limit))
                .map(rows -> list(rows, ParkedUsageQueries::parked));
    }

    /** The product of the subscription; empty as long as no activation has told it. */
    public Uni<Optional<String>> productOf(String subscriptionId) {
        return pool.preparedQuery(PRODUCT)
                .execute(Tuple.of(subscriptionId))
                .map(rows -> list(rows, row -> row.getString("product_code")).stream()
                        .findFirst());
    }

    public Uni<Void> changeReason(UUID id, String reason) {
        return pool.preparedQuery(CHANGE_REASON).execute(Tuple.of(id, reason)).replaceWithVoid();
    }

    /** Whether there was such a row. */
    public Uni<Boolean> dismiss(UUID id, String by, String why) {
        return pool.preparedQuery(DISMISS_ONE).execute(Tuple.of(id, by, why)).map(rows -> rows.rowCount() == 1);
    }

    /** At most so many that are parked for the reason, the longest parked first. How many they were. */
    public Uni<Integer> dismiss(String reason, int atMost, String by, String why) {
        return pool.preparedQuery(DISMISS_SOME)
                .execute(Tuple.of(reason, by, why, atMost))
                .map(RowSet::rowCount);
    }

    public Uni<List<Dismissed>> dismissed(Place after, int limit) {
        return pool.preparedQuery(DISMISSED)
                .execute(Tuple.of(after.at().atOffset(UTC), after.id(), limit))
                .map(rows -> list(
                        rows,
                        row -> new Dismissed(
                                parked(row, 0, null),
                                instant(row, "dismissed_at"),
                                row.getString("dismissed_by"),
                                row.getString("why"))));
    }

    public Uni<List<Count>> counts() {
        return pool.query(COUNT)
                .execute()
                .map(rows -> list(
                        rows, row -> new Count(row.getString("reason"), row.getLong("events"), row.getDouble("age"))));
    }

    private static Optional<Parked> first(RowSet<Row> rows) {
        return list(rows, ParkedUsageQueries::parked).stream().findFirst();
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> value) {
        var list = new ArrayList<T>(rows.size());
        rows.forEach(row -> list.add(value.apply(row)));
        return list;
    }

    private static Parked parked(Row row) {
        var replayedAt = row.getOffsetDateTime("replayed_at");
        return parked(row, row.getInteger("replays"), replayedAt == null ? null : replayedAt.toInstant());
    }

    private static Parked parked(Row row, int replays, @Nullable Instant replayedAt) {
        return new Parked(
                row.getUUID("id"),
                row.getString("topic_partition"),
                row.getLong("record_offset"),
                row.getString("reason"),
                row.getString("subscription_id"),
                KafkaHeaders.toHeaders(row.getBuffer("headers").getBytes()),
                row.getBuffer("body").getBytes(),
                instant(row, "parked_at"),
                replays,
                replayedAt);
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
