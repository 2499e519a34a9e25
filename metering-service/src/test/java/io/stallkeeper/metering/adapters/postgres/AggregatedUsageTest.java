package io.stallkeeper.metering.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.metering.adapters.history.UsageHistory;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.product.Aggregation;
import io.stallkeeper.metering.domain.product.IdleHours;
import io.stallkeeper.metering.domain.product.MeteredDimension;
import io.stallkeeper.metering.domain.product.Pricing;
import io.stallkeeper.metering.domain.product.Product;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import io.stallkeeper.metering.domain.product.UnitFactor;
import io.stallkeeper.metering.domain.product.UsageMapping;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a product makes of its usage, on a real PostgreSQL. */
class AggregatedUsageTest {

    private static final Instant HOUR = Instant.parse("2026-08-20T14:00:00Z");
    private static final ProductCatalog PRODUCTS = new ProductCatalog(Map.of("product", product()));

    @SuppressWarnings("NullAway.Init")
    private static LedgerDatabase database;

    private final MovableClock clock = new MovableClock(HOUR.plus(30, ChronoUnit.MINUTES));

    @SuppressWarnings("NullAway.Init")
    private UsageOfATest usage;

    @SuppressWarnings("NullAway.Init")
    private UsageFold fold;

    @BeforeAll
    static void start_the_database() {
        database = LedgerDatabase.start();
    }

    @AfterAll
    static void stop_the_database() {
        database.close();
    }

    @BeforeEach
    void open_a_meter() {
        usage = new UsageOfATest(database);
        fold = database.fold(database.pool(), PRODUCTS, clock);
        database.execute("insert into meter (subscription_id, state, product_code, activated_at) values ('"
                + usage.subscription + "', 'running', 'product', '2026-08-01')");
    }

    @Test
    void of_a_maximum_only_what_is_higher_counts() {
        usage.reported("peak", "5", at(1));
        usage.reported("peak", "3", at(2));
        usage.foldInto(fold);
        usage.reported("peak", "4", at(3));
        usage.foldInto(fold);
        assertThat(usage.total()).isEqualByComparingTo("5");

        usage.reported("peak", "7", at(0));
        usage.foldInto(fold);
        assertThat(usage.total()).isEqualByComparingTo("7");
    }

    @Test
    void the_last_usage_may_lower_an_open_hour() {
        usage.reported("seats", "9", at(5));
        usage.foldInto(fold);
        usage.reported("seats", "4", at(6));
        usage.reported("seats", "8", at(4));
        usage.foldInto(fold);

        assertThat(usage.total()).isEqualByComparingTo("4");
    }

    @Test
    void a_unique_key_counts_once_an_hour() {
        usage.reported("users", "1", at(1), "", "ann");
        usage.reported("users", "1", at(2), "", "bob");
        usage.foldInto(fold);
        usage.reported("users", "1", at(3), "", "ann");
        usage.reported("users", "1", at(4), "", "eve");
        usage.foldInto(fold);

        assertThat(usage.total()).isEqualByComparingTo("3");
    }

    @Test
    void units_are_converted_and_explained_in_the_dimension_that_they_count_in() {
        usage.reported("seconds", "1800", at(1));
        usage.reported("hours", "2", at(2));
        usage.foldInto(fold);

        assertThat(usage.total()).isEqualByComparingTo("2.5");
        var page = new UsageHistory(database.pool())
                .of(new HourKey(usage.subscription, "hours", HOUR), UsageHistory.Position.BEGINNING, 1)
                .await()
                .indefinitely();
        assertThat(page.events().getFirst().quantity()).isEqualByComparingTo("0.5");
        var rest = new UsageHistory(database.pool())
                .of(new HourKey(usage.subscription, "hours", HOUR), java.util.Objects.requireNonNull(page.next()), 10)
                .await()
                .indefinitely();
        assertThat(rest.events()).hasSize(1);
        assertThat(rest.next()).isNull();
    }

    @Test
    void what_can_not_be_counted_as_it_is_reported_is_parked() {
        usage.reported("peak", "1", at(1), "team\tblue", null);
        usage.reported("users", "1", at(1));
        usage.foldInto(fold);

        assertThat(usage.total()).isEqualByComparingTo("0");
        assertThat(parkedReasons()).containsExactlyInAnyOrder("tags-without-sum", "no-unique-key");
    }

    @Test
    void usage_of_a_dimension_that_the_product_does_not_have_is_parked() {
        usage.reported("nonsense", "3", at(1));
        usage.foldInto(fold);

        assertThat(usage.total()).isEqualByComparingTo("0");
        assertThat(parkedReasons()).containsExactly("unknown-dimension");
    }

    @Test
    void usage_is_added_up_by_its_tags_too() {
        usage.reported("hours", "3", at(1), "team\tblue", null);
        usage.reported("hours", "4", at(2), "team\tblue", null);
        usage.reported("hours", "5", at(3), "team\tred", null);
        usage.reported("hours", "1", at(3));
        usage.foldInto(fold);

        assertThat(usage.total()).isEqualByComparingTo("13");
        assertThat(one("select sum(quantity) from usage_allocation where subscription_id = $1 and tags = 'team\tblue'"))
                .isEqualByComparingTo("7");
        assertThat(one("select sum(quantity) from usage_allocation where subscription_id = $1"))
                .isEqualByComparingTo("12");
    }

    private Instant at(int minute) {
        return HOUR.plus(minute, ChronoUnit.MINUTES);
    }

    private BigDecimal one(String sql) {
        var rows = database.pool()
                .preparedQuery(sql)
                .execute(Tuple.of(usage.subscription))
                .await()
                .indefinitely();
        return rows.iterator().next().getBigDecimal(0);
    }

    private List<String> parkedReasons() {
        var rows = database.pool()
                .preparedQuery("select reason from parked_usage where topic_partition like $1")
                .execute(Tuple.of("%" + usage.subscription + "%"))
                .await()
                .indefinitely();
        return java.util.stream.StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getString("reason"))
                .toList();
    }

    private static Product product() {
        return new Product(
                "product",
                Pricing.USAGE,
                IdleHours.NOTHING,
                List.of(
                        dimension("peak", Aggregation.MAX),
                        dimension("seats", Aggregation.LAST),
                        dimension("users", Aggregation.UNIQUE_COUNT),
                        dimension("hours", Aggregation.SUM)),
                List.of(new UsageMapping("seconds", "hours", UnitFactor.of("1", "3600"))));
    }

    private static MeteredDimension dimension(String name, Aggregation aggregation) {
        return new MeteredDimension(name, aggregation, null, null);
    }
}
