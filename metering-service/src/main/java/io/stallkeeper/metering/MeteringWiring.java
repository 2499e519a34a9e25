package io.stallkeeper.metering;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.instrumentation.awssdk.v2_2.AwsSdkTelemetry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.stallkeeper.eventsourcing.kafka.Inbox;
import io.stallkeeper.eventsourcing.kafka.KafkaRelay;
import io.stallkeeper.eventsourcing.kafka.TransactionalProducers;
import io.stallkeeper.eventsourcing.log.Decisions;
import io.stallkeeper.eventsourcing.postgres.LogFollowers;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.metering.adapters.aws.BatchMeterUsage;
import io.stallkeeper.metering.adapters.aws.UsageSender;
import io.stallkeeper.metering.adapters.kafka.Publications;
import io.stallkeeper.metering.adapters.kafka.StoredMeteringEvents;
import io.stallkeeper.metering.adapters.kafka.UsageRecords;
import io.stallkeeper.metering.adapters.kafka.UsageTopic;
import io.stallkeeper.metering.adapters.metrics.MoneyMetrics;
import io.stallkeeper.metering.adapters.postgres.Backlog;
import io.stallkeeper.metering.adapters.postgres.ChargeQueries;
import io.stallkeeper.metering.adapters.postgres.Contracts;
import io.stallkeeper.metering.adapters.postgres.FinalSettlement;
import io.stallkeeper.metering.adapters.postgres.HourCloser;
import io.stallkeeper.metering.adapters.postgres.Hours;
import io.stallkeeper.metering.adapters.postgres.LedgerQueries;
import io.stallkeeper.metering.adapters.postgres.LedgerSummary;
import io.stallkeeper.metering.adapters.postgres.Meters;
import io.stallkeeper.metering.adapters.postgres.SendQueue;
import io.stallkeeper.metering.adapters.postgres.SentHours;
import io.stallkeeper.metering.adapters.postgres.UsageFold;
import io.stallkeeper.metering.adapters.postgres.UsageTables;
import io.stallkeeper.metering.adapters.products.ProductsFile;
import io.stallkeeper.metering.adapters.usage.UsageReader;
import io.stallkeeper.metering.api.BodyBudget;
import io.stallkeeper.metering.domain.contract.ContractDecider;
import io.stallkeeper.metering.domain.meter.MeterDecider;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.marketplacemetering.MarketplaceMeteringAsyncClient;

/** Where the metering service's parts meet. */
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

    @Produces
    @Singleton
    UsageReader usageReader(ProductCatalog products, Clock clock) {
        return new UsageReader(products, clock);
    }

    @Produces
    @Singleton
    UsageRecords usageRecords(UsageReader reader) {
        return new UsageRecords(reader);
    }

    @Produces
    @Singleton
    BodyBudget bodyBudget(MeteringSettings settings) {
        return new BodyBudget(settings.bodyBytesInFlight());
    }

    @Produces
    @Singleton
    UsageFold usageFold(
            PostgresEventLog log, Meters meters, ProductCatalog products, MeteringSettings settings, Clock clock) {
        return new UsageFold(log, new UsageTables(), meters, hours(), products, settings, clock);
    }

    @Produces
    @Singleton
    HourCloser hourCloser(PostgresEventLog log, ProductCatalog products, MeteringSettings settings, Clock clock) {
        return new HourCloser(log, hours(), products, settings, clock);
    }

    @Produces
    @Singleton
    FinalSettlement finalSettlement(PostgresEventLog log, Meters meters, Clock clock) {
        return new FinalSettlement(log, meters, clock);
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
    MoneyMetrics moneyMetrics(
            LedgerSummary summary, Pool pool, MeterRegistry registry, MeteringSettings settings, Clock clock) {
        return new MoneyMetrics(summary, new Backlog(pool, settings.callsPerSecond(), clock), registry, clock);
    }

    @Produces
    @Singleton
    UsageTopic usageTopic(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        return new UsageTopic(bootstrapServers);
    }

    void close(@Disposes UsageTopic topic) {
        topic.close();
    }

    @Produces
    @Singleton
    UsageSender usageSender(
            PostgresEventLog log,
            MarketplaceMeteringAsyncClient client,
            Tracer tracer,
            MeterRegistry metrics,
            MeteringSettings settings,
            Clock clock) {
        return new UsageSender(
                new SendQueue(log, settings, clock),
                new SentHours(log, hours(), clock),
                new BatchMeterUsage(client),
                tracer,
                metrics,
                settings);
    }

    /**
     * Region, endpoint and credentials come from AWS's ordinary settings. No retries of the SDK's own: the queue must know of
     * every attempt, since it tells our own earlier record from somebody else's.
     */
    @Produces
    @Singleton
    MarketplaceMeteringAsyncClient awsClient(OpenTelemetry telemetry, MeteringSettings settings) {
        return MarketplaceMeteringAsyncClient.builder()
                .overrideConfiguration(override -> override.apiCallTimeout(settings.callTimeout())
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .addExecutionInterceptor(
                                AwsSdkTelemetry.create(telemetry).newExecutionInterceptor()))
                .build();
    }

    void close(@Disposes MarketplaceMeteringAsyncClient client) {
        client.close();
    }

    private static Hours hours() {
        return new Hours(StoredMeteringEvents.HOURS);
    }
}
