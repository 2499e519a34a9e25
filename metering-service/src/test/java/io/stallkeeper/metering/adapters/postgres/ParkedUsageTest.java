package io.stallkeeper.metering.adapters.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stallkeeper.metering.adapters.postgres.ParkedUsageQueries.Parked;
import io.stallkeeper.metering.adapters.postgres.ParkedUsageQueries.Place;
import io.stallkeeper.metering.domain.product.Aggregation;
import io.stallkeeper.metering.domain.product.MeteredDimension;
import io.stallkeeper.metering.domain.product.Pricing;
import io.stallkeeper.metering.domain.product.Product;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import io.stallkeeper.metering.domain.usage.ReportedUsage;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParkedUsageTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-08-20T14:30:00Z"), ZoneOffset.UTC);

    @SuppressWarnings("NullAway.Init")
    private static LedgerDatabase database;

    private final String subscription = "l-" + UUID.randomUUID();
    private final String topic = "usage-" + subscription;
    private final String reason = "reason-" + subscription;

    @SuppressWarnings("NullAway.Init")
    private ParkedUsageQueries queries;

    @BeforeAll
    static void start_the_database() {
        database = LedgerDatabase.start();
    }

    @AfterAll
    static void stop_the_database() {
        database.close();
    }

    @BeforeEach
    void assign_the_partition() {
        queries = new ParkedUsageQueries(database.pool());
        new LedgerOffsets(database.pool())
                .positions(Map.of(topic + "-0", 0L))
                .await()
                .indefinitely();
    }

    @Test
    void whatever_bytes_came_are_kept() {
        var message = message(0, "{\u0000}");
        message.headers().add("ce_id", "a\u0000b".getBytes(UTF_8));
        message.headers().add("ce_id", new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        message.headers().add("na\u0000me", null);

        park(0, List.of(message));

        var parked = theOnlyOne();
        assertThat(parked.body()).isEqualTo("{\u0000}".getBytes(UTF_8));
        assertThat(parked.headers()).hasSize(3);
        assertThat(parked.headers().get(0).value()).isEqualTo("a\u0000b".getBytes(UTF_8));
        assertThat(parked.headers().get(1).value()).isEqualTo(new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThat(parked.headers().get(2).key()).isEqualTo("na\u0000me");
        assertThat(parked.headers().get(2).value()).isNull();
    }

    @Test
    void a_replayed_event_counts_once_however_often_it_is_sent() throws Exception {
        park(0, List.of(message(0, "once")));
        var marked = mark(theOnlyOne());

        try (var cutter = new CommitCutter(database.port())) {
            var fold = database.fold(database.poolTo(cutter.port()), ProductCatalog.EMPTY, NOW);
            cutter.cutNextCommit();
            assertThatThrownBy(() -> count(fold, 1, List.of(replay(1, marked)))).isNotInstanceOf(PartitionLost.class);
        }
        count(database.fold(NOW), 2, List.of(replay(2, marked), replay(3, marked)));

        assertThat(database.reported(subscription)).isEqualByComparingTo("1");
        assertThat(parked()).isEmpty();
    }

    @Test
    void a_replayed_event_that_still_can_not_be_counted_stays_what_it_was() {
        park(0, List.of(message(0, "still wrong")));
        var marked = mark(theOnlyOne());

        park(1, List.of(replay(1, marked)));

        var again = theOnlyOne();
        assertThat(again.id()).isEqualTo(marked.id());
        assertThat(again.parkedAt()).isEqualTo(marked.parkedAt());
        assertThat(again.replays()).isEqualTo(1);
        assertThat(again.offset()).isEqualTo(1);
        assertThat(again.headers()).isEmpty();
    }

    @Test
    void a_record_that_only_says_that_it_was_parked_does_not_count() {
        park(0, List.of(message(0, "parked")));
        var parked = theOnlyOne();
        var forged = message(1, "other");
        forged.headers().add(ReplayMark.HEADER, new ReplayMark(parked.id(), parked.parkedAt(), 1).toBytes());

        count(database.fold(NOW), 1, List.of(forged));

        assertThat(database.reported(subscription)).isEqualByComparingTo("0");
        assertThat(theOnlyOne().id()).isEqualTo(parked.id());
    }

    @Test
    void pages_follow_each_other_and_a_dismissed_event_is_kept_with_the_decision() {
        park(0, List.of(message(0, "first"), message(1, "second"), message(2, "third")));
        var first = queries.page(reason, null, Place.START, 2).await().indefinitely();
        var rest =
                queries.page(reason, null, first.getLast().place(), 2).await().indefinitely();
        assertThat(first).hasSize(2);
        assertThat(rest).hasSize(1);

        assertThat(queries.dismiss(rest.getFirst().id(), "ops", "a test of theirs")
                        .await()
                        .indefinitely())
                .isTrue();
        assertThat(queries.dismiss(rest.getFirst().id(), "ops", "again").await().indefinitely())
                .isFalse();

        assertThat(parked()).hasSize(2);
        assertThat(queries.dismissed(Place.START, 100).await().indefinitely())
                .filteredOn(dismissed ->
                        dismissed.parked().id().equals(rest.getFirst().id()))
                .singleElement()
                .satisfies(dismissed -> {
                    assertThat(dismissed.why()).isEqualTo("a test of theirs");
                    assertThat(dismissed.dismissedBy()).isEqualTo("ops");
                    assertThat(dismissed.parked().body())
                            .isEqualTo(rest.getFirst().body());
                });
    }

    @Test
    void all_that_is_parked_for_a_reason_is_dismissed_together_up_to_a_number() {
        park(0, List.of(message(0, "first"), message(1, "second"), message(2, "third")));

        assertThat(queries.dismiss(reason, 2, "ops", "a broken client").await().indefinitely())
                .isEqualTo(2);

        assertThat(parked()).hasSize(1);
        assertThat(queries.dismissed(Place.START, 100).await().indefinitely())
                .filteredOn(dismissed -> dismissed.parked().reason().equals(reason))
                .allSatisfy(dismissed -> assertThat(dismissed.why()).isEqualTo("a broken client"))
                .hasSize(2);
    }

    @Test
    void what_is_parked_or_dismissed_is_deleted_when_it_was_kept_long_enough() {
        park(0, List.of(message(0, "old"), message(1, "old and dismissed"), message(2, "new")));
        database.execute("update parked_usage set parked_at = now() - interval '91 days' where record_offset < 2"
                + " and reason = '" + reason + "'");
        var dismissed = queries.page(reason, null, Place.START, 2)
                .await()
                .indefinitely()
                .getLast();
        queries.dismiss(dismissed.id(), "ops", "why not").await().indefinitely();
        database.execute("update dismissed_usage set dismissed_at = now() - interval '91 days' where id = '"
                + dismissed.id() + "'");

        new OldUsage(database.pool(), LedgerDatabase.settings(), NOW)
                .deleteOldest()
                .await()
                .indefinitely();

        assertThat(theOnlyOne().body()).isEqualTo("new".getBytes(UTF_8));
        assertThat(queries.dismissed(Place.START, 100).await().indefinitely())
                .noneMatch(left -> left.parked().id().equals(dismissed.id()));
    }

    @Test
    void a_record_is_parked_once_and_counted_in_the_metrics() {
        park(0, List.of(message(0, "same")));
        database.execute("update usage_partition set next_offset = 0 where topic_partition = '" + topic + "-0'");
        park(0, List.of(message(0, "same")));

        assertThat(queries.counts().await().indefinitely())
                .filteredOn(count -> count.reason().equals(reason))
                .singleElement()
                .satisfies(count -> {
                    assertThat(count.events()).isEqualTo(1);
                    assertThat(count.oldestAgeSeconds()).isBetween(0.0, 600.0);
                });
    }

    @Test
    void what_waited_for_its_product_is_marked_once_when_that_is_known() {
        park(0, List.of(message(0, "waits")));
        database.execute("update parked_usage set reason = 'product-not-known-yet', subscription_id = '" + subscription
                + "' where topic_partition = '" + topic + "-0'");
        assertThat(markKnown()).isEmpty();

        database.execute("insert into meter (subscription_id, state, product_code, customer_identifier, activated_at)"
                + " values ('" + subscription + "', 'running', 'p', 'X01', now())");

        assertThat(markKnown()).hasSize(1);
        assertThat(markKnown()).isEmpty();
    }

    @Test
    void usage_in_a_dimension_that_was_forgotten_in_the_description_counts_once_it_is_there() {
        database.execute("insert into meter (subscription_id, state, product_code, customer_identifier, activated_at)"
                + " values ('" + subscription + "', 'running', 'p', 'X01', timestamptz '2026-08-01 00:00:00Z')");
        var fold = database.fold(database.pool(), productWith("requets"), NOW);
        count(fold, 0, List.of(message(0, "forgotten")));

        assertThat(database.reported(subscription)).isEqualByComparingTo("0");
        var parked = queries.page("unknown-dimension", null, Place.START, 100)
                .await()
                .indefinitely();
        assertThat(parked).hasSize(1);

        var mended = database.fold(database.pool(), productWith("requests"), NOW);
        count(mended, 1, List.of(replay(1, mark(parked.getFirst()))));

        assertThat(database.reported(subscription)).isEqualByComparingTo("1");
        assertThat(queries.page("unknown-dimension", null, Place.START, 100)
                        .await()
                        .indefinitely())
                .isEmpty();
    }

    private static ProductCatalog productWith(String dimension) {
        var metered = new MeteredDimension(dimension, Aggregation.SUM, null, null);
        var product = new Product(
                "p",
                Pricing.USAGE,
                io.stallkeeper.metering.domain.product.IdleHours.NOTHING,
                List.of(metered),
                List.of());
        return new ProductCatalog(Map.of("p", product));
    }

    private List<Parked> markKnown() {
        return queries.markKnown(Duration.ofMinutes(1), 100).await().indefinitely().stream()
                .filter(parked -> subscription.equals(parked.subscriptionId()))
                .toList();
    }

    private Parked mark(Parked parked) {
        return queries.mark(parked.id()).await().indefinitely().orElseThrow();
    }

    private Parked theOnlyOne() {
        assertThat(parked()).hasSize(1);
        return parked().getFirst();
    }

    private List<Parked> parked() {
        return queries.page(reason, null, Place.START, 100).await().indefinitely();
    }

    private ConsumerRecord<byte[], byte[]> replay(long offset, Parked parked) {
        var message = message(offset, new String(parked.body(), UTF_8));
        message.headers().add(ReplayMark.HEADER, new ReplayMark(parked.id(), parked.parkedAt(), 1).toBytes());
        return message;
    }

    private ConsumerRecord<byte[], byte[]> message(long offset, String body) {
        return new ConsumerRecord<>(topic, 0, offset, new byte[0], body.getBytes(UTF_8));
    }

    private void park(long from, List<ConsumerRecord<byte[], byte[]>> messages) {
        var batch = new UsageBatch.Draft();
        messages.forEach(message -> batch.park(new UsageBatch.Parked(message, reason)));
        fold(database.fold(NOW), batch.passing(ranges(from, messages.size())));
    }

    private void count(UsageFold fold, long from, List<ConsumerRecord<byte[], byte[]>> messages) {
        var batch = new UsageBatch.Draft();
        messages.forEach(message ->
                batch.add(UsageBatch.Countable.of(usage(message.offset()), new TopicPartition(topic, 0), message)));
        fold(fold, batch.passing(ranges(from, messages.size())));
    }

    private Map<String, OffsetRange> ranges(long from, int records) {
        return Map.of(topic + "-0", new OffsetRange(from, from + records));
    }

    private static void fold(UsageFold fold, UsageBatch batch) {
        fold.fold(batch).await().indefinitely();
    }

    /** With an id of its own, as if fingerprints had been forgotten long ago. */
    private ReportedUsage usage(long offset) {
        return new ReportedUsage(
                "/app",
                subscription + "-" + offset,
                subscription,
                "requests",
                BigDecimal.ONE,
                NOW.instant(),
                "",
                null,
                null);
    }
}
