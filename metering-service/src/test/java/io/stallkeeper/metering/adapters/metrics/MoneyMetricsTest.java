package io.stallkeeper.metering.adapters.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.metering.adapters.postgres.Backlog;
import io.stallkeeper.metering.adapters.postgres.LedgerDatabase;
import io.stallkeeper.metering.adapters.postgres.LedgerSummary;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MoneyMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void numbers_that_cannot_be_renewed_are_told_to_grow_old() {
        try (var database = LedgerDatabase.start()) {
            var metrics = metricsOf(database);
            metrics.refresh().await().indefinitely();
            var renewed = summaryAge();
            database.execute("drop table ledger_summary");

            assertThatThrownBy(() -> metrics.refresh().await().indefinitely()).isNotNull();

            await().atMost(Duration.ofSeconds(10)).until(() -> summaryAge() > renewed + 0.2);
        }
    }

    @Test
    void numbers_that_never_came_grow_old_from_the_start() {
        try (var database = LedgerDatabase.start()) {
            var metrics = metricsOf(database);

            assertThat(metrics).isNotNull();
            await().atMost(Duration.ofSeconds(10)).until(() -> summaryAge() > 0.2);
        }
    }

    private MoneyMetrics metricsOf(LedgerDatabase database) {
        var pool = database.pool();
        var clock = Clock.systemUTC();
        return new MoneyMetrics(
                new LedgerSummary(new PostgresEventLog(pool, clock)), new Backlog(pool, clock), registry, clock);
    }

    private double summaryAge() {
        return registry.get("stallkeeper.metering.summary.age").gauge().value();
    }
}
