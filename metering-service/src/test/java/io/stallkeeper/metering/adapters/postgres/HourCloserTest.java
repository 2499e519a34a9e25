package io.stallkeeper.metering.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.metering.domain.hour.ClosingRules;
import io.stallkeeper.metering.domain.hour.ClosingTerms;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.hour.SendAs;
import io.stallkeeper.metering.domain.meter.MeterCommand;
import io.stallkeeper.metering.domain.product.Aggregation;
import io.stallkeeper.metering.domain.product.IdleHours;
import io.stallkeeper.metering.domain.product.MeteredDimension;
import io.stallkeeper.metering.domain.product.Pricing;
import io.stallkeeper.metering.domain.product.Product;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the rules of closing make of the rows of a real PostgreSQL. All of it is on 20 August 2026. */
class HourCloserTest {

    private static final SendAs LICENSE = new SendAs("code", "arn", "111122223333", null);
    private static final ClosingTerms TERMS =
            new ClosingTerms(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(1), Duration.ofMinutes(5));
    private static final ProductCatalog TELLS_OF_IDLE_HOURS = new ProductCatalog(Map.of(
            "code",
            new Product(
                    "code",
                    Pricing.USAGE,
                    IdleHours.ZERO_RECORD,
                    List.of(new MeteredDimension("requests", Aggregation.SUM, null, null)),
                    List.of())));

    private final MeteringDatabase database = MeteringDatabase.empty();

    @BeforeEach
    void activate() {
        database.apply(new MeterCommand.Open("l-1", LICENSE, Instant.parse("2026-08-20T08:30:00Z")));
    }

    @Test
    void a_backlog_is_closed_in_one_go_and_nothing_is_left_to_do() {
        for (int hour = 9; hour <= 13; hour++) {
            database.addUsage(hour(hour), "2.3");
        }
        database.setClock("2026-08-20T14:10:00Z");

        assertThat(close(ProductCatalog.EMPTY)).isEqualTo(1);
        assertThat(close(ProductCatalog.EMPTY)).isZero();

        assertThat(database.hoursAsText()).isEqualTo("""
                requests 9 frozen 2
                requests 10 frozen 2
                requests 11 frozen 2
                requests 12 frozen 3
                requests 13 frozen 2
                requests 14 open 0""");
        assertThat(database.select("select carried_in::float8 from metered_hour where state = 'open'"))
                .isEqualTo("0.5");
    }

    @Test
    void a_fraction_waits_without_being_looked_at_and_goes_on_when_usage_comes() {
        database.addUsage(hour(10), "0.4");
        database.setClock("2026-08-20T12:10:00Z");

        assertThat(close(ProductCatalog.EMPTY)).isEqualTo(1);
        assertThat(close(ProductCatalog.EMPTY)).isZero();
        database.addUsage(hour(11), "0.7");
        close(ProductCatalog.EMPTY);

        assertThat(database.hoursAsText()).isEqualTo("""
                requests 10 empty 0
                requests 11 frozen 1
                requests 12 open 0""");
    }

    @Test
    void usage_of_a_subscription_that_nobody_knows_waits_until_its_activation_is_told() {
        var key = new HourKey("l-2", "requests", hour(10).hour());
        database.addUsage(key, "5");
        database.setClock("2026-08-20T12:10:00Z");

        close(ProductCatalog.EMPTY);
        assertThat(database.hoursAsText()).isEqualTo("requests 10 open 0");
        database.apply(new MeterCommand.Open("l-2", LICENSE, Instant.parse("2026-08-20T08:30:00Z")));
        close(ProductCatalog.EMPTY);

        assertThat(database.hoursAsText()).isEqualTo("requests 10 frozen 5");
    }

    @Test
    void an_end_flushes_the_running_hour_ahead_of_everything() {
        database.addUsage(hour(10), "5");
        database.addUsage(hour(14), "5");
        database.setClock("2026-08-20T14:20:00Z");
        close(ProductCatalog.EMPTY);

        end("2026-08-20T14:20:00Z");
        close(ProductCatalog.EMPTY);

        assertThat(database.hoursAsText()).isEqualTo("""
                requests 10 frozen 5
                requests 14 frozen 5""");
        assertThat(database.select(
                        "select distinct send_rank, send_by = timestamptz '2026-08-20T15:20:00Z' from metered_hour"))
                .isEqualTo("0 true");
    }

    @Test
    void an_end_is_in_the_first_transaction_however_much_else_is_due() {
        database.apply(new MeterCommand.Open("l-2", LICENSE, Instant.parse("2026-08-20T08:30:00Z")));
        for (int i = 0; i < 150; i++) {
            database.addUsage(new HourKey("l-2", "requests-" + i, hour(10).hour()), "5");
        }
        database.addUsage(hour(14), "5");
        database.setClock("2026-08-20T14:20:00Z");
        end("2026-08-20T14:20:00Z");

        assertThat(close(ProductCatalog.EMPTY)).isEqualTo(100);

        assertThat(database.select("select state from metered_hour where hour = timestamptz '2026-08-20T14:00:00Z'"))
                .isEqualTo("frozen");
    }

    @Test
    void usage_that_comes_after_the_flush_finds_an_hour_until_the_deadline() {
        database.addUsage(hour(13), "5");
        database.addUsage(hour(14), "5");
        database.setClock("2026-08-20T14:02:00Z");
        end("2026-08-20T14:02:00Z");
        close(ProductCatalog.EMPTY);

        database.setClock("2026-08-20T15:01:00Z");
        place(hour(14), "3");
        close(ProductCatalog.EMPTY);

        assertThat(database.hoursAsText()).isEqualTo("""
                requests 13 frozen 5
                requests 14 frozen 5
                requests 15 frozen 3""");
    }

    @Test
    void tags_go_with_their_units_and_with_what_is_carried() {
        database.addUsage(hour(12), "3.5");
        database.addTagged(hour(12), "team\ta", "2.5");
        database.setClock("2026-08-20T13:10:00Z");
        close(ProductCatalog.EMPTY);

        assertThat(database.select("select allocations from metered_hour where state = 'frozen'"))
                .isEqualTo("[{\"tags\":\"\",\"quantity\":1},{\"tags\":\"team\\ta\",\"quantity\":2}]");
        assertThat(database.select("select tags, quantity::float8 from usage_allocation"))
                .isEqualTo("team\ta 0.5");

        database.addTagged(hour(12), "team\tb", "4");
        place(hour(12), "4");
        assertThat(database.select("select extract(hour from hour at time zone 'UTC')::int, tags, quantity::float8"
                        + " from usage_allocation order by tags"))
                .isEqualTo("13 team\ta 0.5\n13 team\tb 4.0");
    }

    @Test
    void late_usage_that_is_never_sent_leaves_no_tags_behind() {
        var tooEarly = new HourKey("l-1", "requests", Instant.parse("2026-08-20T07:00:00Z"));
        database.addUsage(tooEarly, "5");
        database.addUsage(hour(10), "5");
        database.setClock("2026-08-20T11:10:00Z");
        close(ProductCatalog.EMPTY);

        database.addTagged(tooEarly, "team\ta", "2");
        place(tooEarly, "2");
        database.setClock("2026-08-21T11:10:00Z");
        database.addTagged(hour(10), "team\ta", "2");
        place(hour(10), "2");

        assertThat(database.select("select state, rejected::int, expired::int from metered_hour order by hour"))
                .isEqualTo("rejected 7 0\nfrozen 0 2");
        assertThat(database.select("select * from usage_allocation")).isEmpty();
    }

    @Test
    void late_usage_from_before_the_activation_is_never_billed() {
        var key = new HourKey("l-1", "requests", Instant.parse("2026-08-20T07:00:00Z"));
        database.addUsage(key, "5");
        database.setClock("2026-08-20T10:10:00Z");
        close(ProductCatalog.EMPTY);

        place(key, "2");

        assertThat(database.select("select state, reported::int, rejected::int from metered_hour"))
                .isEqualTo("rejected 7 7");
    }

    @Test
    void idle_hours_are_told_once_they_are_final_from_the_activation_to_the_end() {
        database.addUsage(hour(10), "5");
        database.setClock("2026-08-20T13:30:00Z");
        closeWithIdleHours();
        assertThat(database.hoursAsText()).isEqualTo("""
                requests 8 frozen 0
                requests 9 frozen 0
                requests 10 frozen 5
                requests 11 frozen 0""");

        end("2026-08-20T13:31:00Z");
        closeWithIdleHours();
        assertThat(database.hoursAsText()).endsWith("requests 11 frozen 0");
        database.setClock("2026-08-20T14:26:00Z");
        closeWithIdleHours();

        assertThat(database.hoursAsText()).endsWith("""
                requests 11 frozen 0
                requests 12 frozen 0
                requests 13 frozen 0""");
        assertThat(database.select(
                        "select distinct sent_timestamp from metered_hour where hour < '2026-08-20T09:00:00Z'"))
                .contains("08:30");
    }

    @Test
    void what_passes_its_wall_is_given_up_even_if_its_subscription_was_stopped() {
        database.addUsage(hour(10), "5");
        database.addUsage(hour(11), "2");
        database.addTagged(hour(11), "team\ta", "1");
        database.setClock("2026-08-20T11:10:00Z");
        close(ProductCatalog.EMPTY);
        database.apply(new MeterCommand.Stop("l-1", Instant.parse("2026-08-20T11:11:00Z"), "CustomerNotSubscribed"));

        database.setClock("2026-08-21T11:00:00Z");
        new OverdueHours(
                        database.log(),
                        database.hours(),
                        new TagSums(),
                        LedgerDatabase.contracts(database.pool(), ProductCatalog.EMPTY),
                        database.clock())
                .giveUp()
                .await()
                .indefinitely();

        assertThat(database.select("select state, reason from metered_hour order by hour"))
                .isEqualTo("expired customer-not-subscribed\nexpired customer-not-subscribed");
        assertThat(database.select("select * from usage_allocation")).isEmpty();
    }

    private void end(String since) {
        var signal = Instant.parse(since);
        database.apply(new MeterCommand.BeginEnding("l-1", LICENSE, signal, signal.plus(Duration.ofHours(1))));
    }

    private int close(ProductCatalog products) {
        return new HourCloser(
                        database.log(),
                        database.hours(),
                        new TagSums(),
                        LedgerDatabase.contracts(database.pool(), products),
                        LedgerDatabase.submissions(database.log()),
                        products,
                        TERMS,
                        database.clock())
                .closeDue()
                .await()
                .indefinitely();
    }

    private void closeWithIdleHours() {
        new io.stallkeeper.metering.adapters.postgres.IdleHours(
                        database.log(), TELLS_OF_IDLE_HOURS, new ClosingRules(TERMS), database.clock())
                .makeDue()
                .await()
                .indefinitely();
        close(TELLS_OF_IDLE_HOURS);
    }

    private void place(HourKey key, String quantity) {
        var late = new LateUsage(
                database.meters(),
                database.hours(),
                new TagSums(),
                LedgerDatabase.contracts(database.pool(), ProductCatalog.EMPTY),
                LedgerDatabase.submissions(database.log()),
                ProductCatalog.EMPTY,
                TERMS);
        var quantities = new TreeMap<>(Map.of(key, new BigDecimal(quantity)));
        database.log()
                .inTransaction(transaction ->
                        late.place(transaction, quantities, database.clock().instant()))
                .await()
                .indefinitely();
    }

    private static HourKey hour(int number) {
        return new HourKey(
                "l-1", "requests", Instant.parse("2026-08-20T00:00:00Z").plus(Duration.ofHours(number)));
    }
}
