package io.stallkeeper.metering;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;
import io.stallkeeper.eventsourcing.kafka.Inbox;
import io.stallkeeper.eventsourcing.kafka.KafkaRelay;
import io.stallkeeper.eventsourcing.kafka.TransactionalProducers;
import io.stallkeeper.eventsourcing.log.Decisions;
import io.stallkeeper.eventsourcing.postgres.LogFollowers;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.metering.adapters.history.UsageHistory;
import io.stallkeeper.metering.adapters.kafka.PatientCloser;
import io.stallkeeper.metering.adapters.kafka.Publications;
import io.stallkeeper.metering.adapters.kafka.StoredMeteringEvents;
import io.stallkeeper.metering.adapters.kafka.UsageBacklog;
import io.stallkeeper.metering.adapters.metrics.MoneyMetrics;
import io.stallkeeper.metering.adapters.postgres.Backlog;
import io.stallkeeper.metering.adapters.postgres.ChargeQueries;
import io.stallkeeper.metering.adapters.postgres.ContractUsage;
import io.stallkeeper.metering.adapters.postgres.ContractWeigher;
import io.stallkeeper.metering.adapters.postgres.Contracts;
import io.stallkeeper.metering.adapters.postgres.HourCloser;
import io.stallkeeper.metering.adapters.postgres.Hours;
import io.stallkeeper.metering.adapters.postgres.IdleHours;
import io.stallkeeper.metering.adapters.postgres.LedgerQueries;
import io.stallkeeper.metering.adapters.postgres.LedgerSummary;
import io.stallkeeper.metering.adapters.postgres.Meters;
import io.stallkeeper.metering.adapters.postgres.OverdueHours;
import io.stallkeeper.metering.adapters.postgres.Submissions;
import io.stallkeeper.metering.adapters.postgres.TagSums;
import io.stallkeeper.metering.adapters.postgres.UsageSegments;
import io.stallkeeper.metering.adapters.products.ProductsFile;
import io.stallkeeper.metering.domain.contract.ContractDecider;
import io.stallkeeper.metering.domain.hour.ClosingRules;
import io.stallkeeper.metering.domain.hour.ClosingTerms;
import io.stallkeeper.metering.domain.meter.MeterDecider;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import io.stallkeeper.metering.domain.submission.SubmissionCommand;
import io.stallkeeper.metering.domain.submission.SubmissionDecider;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the metering service's parts meet, but for {@link IntakeWiring} and {@link SendingWiring}. */
@ApplicationScoped
public class MeteringWiring {

    @Produces
    @Singleton
    @Startup
    LogFollowers followers(
            Pool pool,
            PostgresEventLog log,
            Clock clock,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        var relay = new KafkaRelay(new TransactionalProducers(bootstrapServers, "metering-relay"), new Publications());
        var followers = new LogFollowers(pool, log, clock).follow("kafka-relay", relay);
        followers.start();
        return followers;
    }

    void stop(@Observes ShutdownEvent event, LogFollowers followers) {
        followers.close();
    }

    @Produces
    @Singleton
    Inbox inbox(PostgresEventLog log) {
        return new Inbox("metering-service", log);
    }

    @Produces
    @Singleton
    Meters meters() {
        return new Meters(new Decisions<>(new MeterDecider(), StoredMeteringEvents.METERS, UUID::randomUUID));
    }

    /** Read at start: a mistake in the file keeps the service from starting. */
    @Produces
    @Singleton
    @Startup
    ProductCatalog productCatalog(MeteringSettings settings) {
        return settings.productsFile().map(ProductsFile::read).orElse(ProductCatalog.EMPTY);
    }

    static HourCloser hourCloser(
            PostgresEventLog log,
            ContractUsage contracts,
            Submissions submissions,
            ProductCatalog products,
            ClosingTerms terms,
            Clock clock) {
        return new HourCloser(log, hours(), new TagSums(), contracts, submissions, products, terms, clock);
    }

    @Produces
    @Singleton
    PatientCloser patientCloser(
            PostgresEventLog log,
            ContractUsage contracts,
            Submissions submissions,
            ProductCatalog products,
            UsageBacklog backlog,
            MeteringSettings settings,
            MeterRegistry registry,
            Clock clock) {
        var closer = new PatientCloser(
                terms -> hourCloser(log, contracts, submissions, products, terms, clock)
                        .closeDue(),
                backlog,
                new ClosingRules(settings.closingTerms()),
                clock);
        Gauge.builder("stallkeeper.metering.hours.held", closer, held -> held.heldFor()
                        .toSeconds())
                .baseUnit("seconds")
                .description("Since the first hour settled that is held open for usage that waits on the topic.")
                .register(registry);
        return closer;
    }

    @Produces
    @Singleton
    OverdueHours overdueHours(PostgresEventLog log, ContractUsage contracts, Clock clock) {
        return new OverdueHours(log, hours(), new TagSums(), contracts, clock);
    }

    @Produces
    @Singleton
    IdleHours idleHours(PostgresEventLog log, ProductCatalog products, MeteringSettings settings, Clock clock) {
        return new IdleHours(log, products, new ClosingRules(settings.closingTerms()), clock);
    }

    @Produces
    @Singleton
    LedgerQueries ledgerQueries(Pool pool) {
        return new LedgerQueries(pool);
    }

    @Produces
    @Singleton
    Contracts contracts() {
        return new Contracts(new Decisions<>(new ContractDecider(), StoredMeteringEvents.CONTRACTS, UUID::randomUUID));
    }

    @Produces
    @Singleton
    ContractUsage contractUsage(Contracts contracts, UsageHistory history, ProductCatalog products) {
        return new ContractUsage(contracts, new ContractWeigher(), new UsageSegments(history), products);
    }

    @Produces
    @Singleton
    Submissions submissions(PostgresEventLog log) {
        return new Submissions(
                log, new Decisions<>(new SubmissionDecider(), StoredMeteringEvents.SUBMISSIONS, UUID::randomUUID));
    }

    /** Before anything is closed: no hour may be sent that the settings want rehearsed. */
    void choose(
            @Observes @Priority(1) StartupEvent event,
            Submissions submissions,
            MeteringSettings settings,
            Clock clock) {
        var live = settings.liveSubscriptions().orElse(Set.of());
        submissions
                .choose(new SubmissionCommand.ChooseMode(settings.mode(), live, clock.instant()))
                .await()
                .atMost(Duration.ofMinutes(1));
    }

    @Produces
    @Singleton
    ChargeQueries chargeQueries(Pool pool) {
        return new ChargeQueries(pool);
    }

    @Produces
    @Singleton
    LedgerSummary ledgerSummary(PostgresEventLog log) {
        return new LedgerSummary(log);
    }

    @Produces
    @Singleton
    MoneyMetrics moneyMetrics(LedgerSummary summary, Pool pool, MeterRegistry registry, Clock clock) {
        return new MoneyMetrics(summary, new Backlog(pool, clock), registry, clock);
    }

    static Hours hours() {
        return new Hours(StoredMeteringEvents.HOURS);
    }
}
