package io.stallkeeper.metering.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.metering.adapters.history.UsageHistory;
import io.stallkeeper.metering.adapters.kafka.StoredMeteringEvents;
import io.stallkeeper.metering.adapters.postgres.CarriedUsage.Carried;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the units of an hour consist of, however they came there. All of it is on 20 August 2026. */
class UsageOfHourTest {

    @SuppressWarnings("NullAway.Init")
    private static LedgerDatabase database;

    private final MovableClock clock = new MovableClock(at("09:00"));

    @SuppressWarnings("NullAway.Init")
    private UsageOfATest usage;

    @BeforeAll
    static void start_the_database() {
        database = LedgerDatabase.start();
    }

    @AfterAll
    static void stop_the_database() {
        database.close();
    }

    /** 2.5 units at 10, of which 0.5 and 3 that come late go to 11, of which 0.7 go to 12. */
    @BeforeEach
    void report_and_carry() {
        usage = new UsageOfATest(database);
        database.execute("insert into meter (subscription_id, state, product_code, activated_at) values ('"
                + usage.subscription + "', 'running', 'product', '2026-08-01')");
        var fold = database.fold(clock);
        clock.move(Duration.ofMinutes(90));
        usage.reported("requests", "2.5", at("10:05"));
        usage.foldInto(fold);
        clock.move(Duration.ofMinutes(40));
        close();
        usage.reported("requests", "3", at("10:06"));
        usage.reported("requests", "1.2", at("11:05"));
        usage.foldInto(fold);
        clock.move(Duration.ofHours(1));
        close();
    }

    @Test
    void an_hour_tells_its_own_usage_and_then_that_of_the_hours_it_took_units_from() {
        var page = explain("11:00", null, 100);

        assertThat(reported(page)).containsExactly("11:05 1.2", "10:05 2.5", "10:06 3");
        assertThat(page.ways().carried())
                .containsExactly(
                        carried("10", "11", "late", "3", "5.5"), carried("10", "11", "remainder", "0.5", "5.5"));
        assertThat(page.ways().isCut()).isFalse();
    }

    @Test
    void units_are_followed_through_the_hours_that_they_went_through() {
        var page = explain("12:00", null, 100);

        assertThat(reported(page)).containsExactly("11:05 1.2", "10:05 2.5", "10:06 3");
        assertThat(page.events().getFirst().reportedFor()).isEqualTo(at("11:00"));
        assertThat(page.ways().carried())
                .containsExactly(
                        carried("11", "12", "remainder", "0.7", "4.7"),
                        carried("10", "11", "late", "3", "5.5"),
                        carried("10", "11", "remainder", "0.5", "5.5"));
    }

    @Test
    void pages_go_on_from_hour_to_hour_and_miss_nothing() {
        var all = new ArrayList<String>();
        var page = explain("12:00", null, 1);
        all.addAll(reported(page));
        while (page.next() != null) {
            page = explain("12:00", UsageOfHour.Position.parse(page.next().toString()), 1);
            assertThat(page.events()).hasSizeLessThanOrEqualTo(1);
            all.addAll(reported(page));
        }

        assertThat(all).containsExactly("11:05 1.2", "10:05 2.5", "10:06 3");
    }

    @Test
    void fractions_that_came_a_long_way_are_followed_for_a_day_of_hours() {
        for (int hour = 0; hour < 30; hour++) {
            var from = at("12:00").plus(Duration.ofHours(hour));
            database.execute("insert into metered_hour (subscription_id, dimension, hour, wall, reported) values ('%s',"
                            .formatted(usage.subscription)
                    + " 'requests', '%s', '%s', 1) on conflict do nothing".formatted(from, from));
            database.execute("insert into carried_usage values ('%s', 'requests', '%s', '%s', 'remainder', 0.1)"
                    .formatted(usage.subscription, from, from.plus(Duration.ofHours(1))));
        }

        var ways = new CarriedUsage(database.pool())
                .into(new HourKey(usage.subscription, "requests", at("12:00").plus(Duration.ofHours(30))))
                .await()
                .indefinitely();

        assertThat(ways.carried()).hasSize(24);
        assertThat(ways.isCut()).isTrue();
    }

    @Test
    void the_ledger_s_hours_tell_where_units_came_from_and_went_to() {
        var everything = new LedgerQueries.Selection(null, null, at("00:00"), at("23:00"));

        var hours = new LedgerQueries(database.pool())
                .hours(usage.subscription, everything, Optional.empty(), 10)
                .await()
                .indefinitely();

        assertThat(hours).extracting(LedgerHour::hour).containsExactly(at("12:00"), at("11:00"), at("10:00"));
        var eleven = hours.get(1);
        assertThat(eleven.carriedFrom())
                .containsExactly(
                        new LedgerHour.Share(at("10:00"), new BigDecimal("3"), "late"),
                        new LedgerHour.Share(at("10:00"), new BigDecimal("0.5"), "remainder"));
        assertThat(eleven.carriedTo())
                .containsExactly(new LedgerHour.Share(at("12:00"), new BigDecimal("0.7"), "remainder"));
        assertThat(hours.getFirst().carriedTo()).isEmpty();
        assertThat(hours.getLast().carriedFrom()).isEmpty();
    }

    private UsageOfHour.Page explain(String hour, UsageOfHour.@Nullable Position from, int limit) {
        return new UsageOfHour(new UsageHistory(database.pool()), new CarriedUsage(database.pool()))
                .of(new HourKey(usage.subscription, "requests", at(hour)), from, limit)
                .await()
                .indefinitely();
    }

    private static List<String> reported(UsageOfHour.Page page) {
        return page.events().stream()
                .map(event -> event.counted().time().toString().substring(11, 16) + " "
                        + event.counted().quantity().toPlainString())
                .toList();
    }

    private static Carried carried(String from, String to, String cause, String quantity, String units) {
        return new Carried(
                "requests", at(from + ":00"), at(to + ":00"), cause, new BigDecimal(quantity), new BigDecimal(units));
    }

    private void close() {
        var log = new PostgresEventLog(database.pool(), clock);
        new HourCloser(
                        log,
                        new Hours(StoredMeteringEvents.HOURS),
                        new TagSums(),
                        LedgerDatabase.contracts(database.pool(), ProductCatalog.EMPTY),
                        LedgerDatabase.submissions(log),
                        ProductCatalog.EMPTY,
                        LedgerDatabase.settings().closingTerms(),
                        clock)
                .closeDue()
                .await()
                .indefinitely();
    }

    private static Instant at(String time) {
        return Instant.parse("2026-08-20T" + time + ":00Z");
    }
}
