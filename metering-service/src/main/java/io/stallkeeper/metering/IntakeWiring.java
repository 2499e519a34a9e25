package io.stallkeeper.metering;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.stallkeeper.contracts.Topic;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.metering.adapters.fingerprint.FingerprintMemory;
import io.stallkeeper.metering.adapters.history.KnownUsage;
import io.stallkeeper.metering.adapters.history.UsageBatches;
import io.stallkeeper.metering.adapters.history.UsageHistory;
import io.stallkeeper.metering.adapters.kafka.ParkedReplay;
import io.stallkeeper.metering.adapters.kafka.UsageBacklog;
import io.stallkeeper.metering.adapters.kafka.UsageConsumer;
import io.stallkeeper.metering.adapters.kafka.UsageConsumers;
import io.stallkeeper.metering.adapters.kafka.UsageIntake;
import io.stallkeeper.metering.adapters.kafka.UsageRecords;
import io.stallkeeper.metering.adapters.kafka.UsageTopic;
import io.stallkeeper.metering.adapters.postgres.Aliases;
import io.stallkeeper.metering.adapters.postgres.CarriedUsage;
import io.stallkeeper.metering.adapters.postgres.ContractUsage;
import io.stallkeeper.metering.adapters.postgres.Contracts;
import io.stallkeeper.metering.adapters.postgres.LateUsage;
import io.stallkeeper.metering.adapters.postgres.LedgerOffsets;
import io.stallkeeper.metering.adapters.postgres.Meters;
import io.stallkeeper.metering.adapters.postgres.OldUsage;
import io.stallkeeper.metering.adapters.postgres.ParkedUsage;
import io.stallkeeper.metering.adapters.postgres.ParkedUsageQueries;
import io.stallkeeper.metering.adapters.postgres.ReassignedUsage;
import io.stallkeeper.metering.adapters.postgres.Submissions;
import io.stallkeeper.metering.adapters.postgres.TagSums;
import io.stallkeeper.metering.adapters.postgres.TakenHours;
import io.stallkeeper.metering.adapters.postgres.UsageFold;
import io.stallkeeper.metering.adapters.postgres.UsageMetrics;
import io.stallkeeper.metering.adapters.postgres.UsageOfHour;
import io.stallkeeper.metering.adapters.postgres.WeighedElsewhere;
import io.stallkeeper.metering.adapters.usage.UsageReader;
import io.stallkeeper.metering.api.BodyBudget;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where the parts meet that bring usage to the topic and from it into the ledger; {@link MeteringWiring} has all
 * others.
 */
@ApplicationScoped
public class IntakeWiring {

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
    LedgerOffsets ledgerOffsets(Pool pool) {
        return new LedgerOffsets(pool);
    }

    @Produces
    @Singleton
    KnownUsage knownUsage(MeteringSettings settings) {
        var folder = settings.rememberedFolder().orElse(Path.of(System.getProperty("java.io.tmpdir"), "stallkeeper"));
        var memory = new FingerprintMemory(folder, settings.rememberUsage(), settings.rememberedEvents());
        return new KnownUsage(new UsageBatches(), memory, settings.rememberUsage());
    }

    @Produces
    @Singleton
    LateUsage lateUsage(
            Meters meters,
            ContractUsage contracts,
            Submissions submissions,
            ProductCatalog products,
            MeteringSettings settings) {
        return new LateUsage(
                meters,
                MeteringWiring.hours(),
                new TagSums(),
                contracts,
                submissions,
                products,
                settings.closingTerms());
    }

    @Produces
    @Singleton
    Aliases aliases(Meters meters, LateUsage late, Contracts contracts, ProductCatalog products, Clock clock) {
        var hours = MeteringWiring.hours();
        return new Aliases(
                new TakenHours(hours, late, products),
                new ReassignedUsage(hours, late, meters, products),
                new WeighedElsewhere(contracts, products),
                clock);
    }

    @Produces
    @Singleton
    UsageFold usageFold(
            PostgresEventLog log,
            Pool pool,
            KnownUsage known,
            UsageRecords records,
            MeterRegistry metrics,
            Meters meters,
            LateUsage late,
            ProductCatalog products,
            MeteringSettings settings,
            Clock clock) {
        return new UsageFold(
                log,
                pool,
                known,
                new ParkedUsage(records::subscriptionOf),
                new UsageMetrics(metrics, known),
                Infrastructure.getDefaultExecutor(),
                meters,
                MeteringWiring.hours(),
                late,
                products,
                clock);
    }

    @Produces
    @Singleton
    @Startup
    UsageConsumer usageConsumer(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            LedgerOffsets offsets,
            UsageRecords records,
            UsageFold fold,
            Tracer tracer,
            MeterRegistry metrics,
            MeteringSettings settings,
            Clock clock) {
        var consumers = new UsageConsumers(kafka, Topic.USAGE, "metering-service", offsets, metrics, clock);
        var consumer = consumers.consumer(
                new UsageIntake(records, fold, tracer), settings.usageBatch(), settings.rememberUsage());
        consumer.start();
        return consumer;
    }

    void stop(@Observes ShutdownEvent event, UsageConsumer consumer) {
        consumer.close();
    }

    @Produces
    @Singleton
    UsageHistory usageHistory(Pool pool) {
        return new UsageHistory(pool);
    }

    @Produces
    @Singleton
    UsageOfHour usageOfHour(UsageHistory history, Pool pool) {
        return new UsageOfHour(history, new CarriedUsage(pool));
    }

    @Produces
    @Singleton
    ParkedUsageQueries parkedUsageQueries(Pool pool) {
        return new ParkedUsageQueries(pool);
    }

    @Produces
    @Singleton
    OldUsage oldUsage(Pool pool, MeteringSettings settings, Clock clock) {
        return new OldUsage(pool, settings, clock);
    }

    @Produces
    @Singleton
    ParkedReplay parkedReplay(
            ParkedUsageQueries parked, UsageRecords records, ProductCatalog products, UsageTopic topic) {
        return new ParkedReplay(parked, records, products, topic);
    }

    @Produces
    @Singleton
    UsageTopic usageTopic(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        return new UsageTopic(bootstrapServers);
    }

    @Produces
    @Singleton
    UsageBacklog usageBacklog(@Identifier("default-kafka-broker") Map<String, Object> kafka, LedgerOffsets ledger) {
        return new UsageBacklog(kafka, Topic.USAGE, ledger);
    }

    void close(@Disposes UsageBacklog backlog) {
        backlog.close();
    }

    void close(@Disposes UsageTopic topic) {
        topic.close();
    }
}
