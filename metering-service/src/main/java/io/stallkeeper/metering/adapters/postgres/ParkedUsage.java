package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The fold's side of parked usage: what it can't count it parks, and what it counts after all it takes out. */
public final class ParkedUsage {

    private static final Logger LOG = Logger.getLogger(ParkedUsage.class);
    private static final byte[] NOTHING = {};

    /** A row for each record of Kafka, however often it is read. */
    private static final String PARK = "insert into parked_usage"
            + " (id, topic_partition, record_offset, reason, subscription_id, headers, body, parked_at, replays)"
            + " select i, p, o, r, s, h, b, coalesce(t, now()), n from unnest($1::uuid[], $2::text[], $3::bigint[],"
            + " $4::text[], $5::text[], $6::bytea[], $7::bytea[], $8::timestamptz[], $9::int[])"
            + " as u(i, p, o, r, s, h, b, t, n) on conflict do nothing";

    /** The contents are compared too: nothing leaves but what came. */
    private static final String TAKE_OUT = "delete from parked_usage p"
            + " using unnest($1::uuid[], $2::bytea[]) as u(i, b) where p.id = u.i and p.body = u.b returning p.id";

    private final Function<ConsumerRecord<?, byte[]>, @Nullable String> subscriptionOf;

    /** @param subscriptionOf whose usage a record is; null if it can't be told */
    public ParkedUsage(Function<ConsumerRecord<?, byte[]>, @Nullable String> subscriptionOf) {
        this.subscriptionOf = subscriptionOf;
    }

    /** Keeps records that can't be counted. A replayed one keeps its id and its age. */
    Uni<Void> park(PostgresTransaction transaction, List<UsageBatch.Parked> parked) {
        if (parked.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        parked.stream()
                .collect(groupingBy(UsageBatch.Parked::reason, counting()))
                .forEach((reason, count) -> LOG.warnf("%d usage events are parked: %s", count, reason));
        var messages = parked.stream().map(UsageBatch.Parked::message).toList();
        var marks = messages.stream().map(ReplayMark::of).toList();
        return transaction
                .connection()
                .preparedQuery(PARK)
                .execute(Tuple.tuple(List.of(
                        marks.stream()
                                .map(mark -> mark == null ? UUID.randomUUID() : mark.id())
                                .toArray(UUID[]::new),
                        messages.stream()
                                .map(message -> message.topic() + "-" + message.partition())
                                .toArray(String[]::new),
                        messages.stream().map(ConsumerRecord::offset).toArray(Long[]::new),
                        parked.stream().map(UsageBatch.Parked::reason).toArray(String[]::new),
                        messages.stream().map(subscriptionOf).toArray(String[]::new),
                        messages.stream()
                                .map(message -> Buffer.buffer(KafkaHeaders.toBytes(message.headers())))
                                .toArray(Buffer[]::new),
                        messages.stream().map(ParkedUsage::bodyOf).toArray(Buffer[]::new),
                        marks.stream()
                                .map(mark ->
                                        mark == null ? null : mark.parkedAt().atOffset(UTC))
                                .toArray(OffsetDateTime[]::new),
                        marks.stream()
                                .map(mark -> mark == null ? 0 : mark.replays())
                                .toArray(Integer[]::new))))
                .replaceWithVoid();
    }

    /**
     * Takes the replayed ones among the records out of the parked ones. Answers with those that must not count: what
     * they replay was counted or dismissed before, or is in the same batch already.
     */
    Uni<Set<ConsumerRecord<?, byte[]>>> takeOut(
            PostgresTransaction transaction, Collection<ConsumerRecord<?, byte[]>> records) {
        var first = new HashMap<UUID, ConsumerRecord<?, byte[]>>();
        var stale = new HashSet<ConsumerRecord<?, byte[]>>();
        for (var message : records) {
            var mark = ReplayMark.of(message);
            if (mark != null && first.putIfAbsent(mark.id(), message) != null) {
                stale.add(message);
            }
        }
        if (first.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        var ids = first.keySet().stream().sorted().toList();
        return transaction
                .connection()
                .preparedQuery(TAKE_OUT)
                .execute(Tuple.of(
                        ids.toArray(UUID[]::new),
                        ids.stream()
                                .map(id -> bodyOf(Objects.requireNonNull(first.get(id))))
                                .toArray(Buffer[]::new)))
                .map(taken -> {
                    taken.forEach(row -> first.remove(row.getUUID("id")));
                    stale.addAll(first.values());
                    if (!stale.isEmpty()) {
                        LOG.infof("%d replayed usage events are not parked any more and don't count", stale.size());
                    }
                    return stale;
                });
    }

    private static Buffer bodyOf(ConsumerRecord<?, byte[]> message) {
        return Buffer.buffer(message.value() == null ? NOTHING : message.value());
    }
}
