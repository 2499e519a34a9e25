package io.stallkeeper.entitlement;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.instrumentation.awssdk.v2_2.AwsSdkTelemetry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.stallkeeper.entitlement.adapters.aws.AwsEntitlements;
import io.stallkeeper.entitlement.adapters.aws.CallPace;
import io.stallkeeper.entitlement.adapters.kafka.Publications;
import io.stallkeeper.entitlement.adapters.kafka.Signals;
import io.stallkeeper.entitlement.adapters.log.KnownEntitlements;
import io.stallkeeper.entitlement.adapters.log.ReplicaPosition;
import io.stallkeeper.entitlement.adapters.lookup.EntitlementLedger;
import io.stallkeeper.entitlement.adapters.lookup.LookupAgenda;
import io.stallkeeper.entitlement.adapters.lookup.LookupOutcomes;
import io.stallkeeper.entitlement.adapters.lookup.LookupWorker;
import io.stallkeeper.entitlement.adapters.lookup.Lookups;
import io.stallkeeper.entitlement.domain.Freshness;
import io.stallkeeper.entitlement.domain.LookupPlan;
import io.stallkeeper.entitlement.domain.RetryPause;
import io.stallkeeper.eventsourcing.kafka.Inbox;
import io.stallkeeper.eventsourcing.kafka.KafkaRelay;
import io.stallkeeper.eventsourcing.kafka.TransactionalProducers;
import io.stallkeeper.eventsourcing.log.LogReader;
import io.stallkeeper.eventsourcing.postgres.LogFollowers;
import io.stallkeeper.eventsourcing.postgres.LogNotifications;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.marketplaceentitlement.MarketplaceEntitlementAsyncClient;

/** Where the entitlement service's parts meet. */
@ApplicationScoped
public class EntitlementWiring {

    private static final String NAME = "entitlement-service";

    @Produces
    @Singleton
    Inbox inbox(PostgresEventLog log) {
        return new Inbox(NAME, log);
    }

    @Produces
    @Singleton
    Signals signals(EntitlementSettings settings) {
        return new Signals(settings::pricingOf);
    }

    @Produces
    @Singleton
    LookupAgenda agenda() {
        return new LookupAgenda();
    }

    @Produces
    @Singleton
    EntitlementLedger ledger(LookupAgenda agenda, EntitlementSettings settings) {
        var lookup = settings.lookup();
        return new EntitlementLedger(
                agenda,
                new LookupPlan(lookup.refreshInterval(), lookup.expirationLead(), lookup.emptyRecheck()),
                EntitlementWiring::random);
    }

    /** Retries are the agenda's: one of the SDK's own would pass by the pace. */
    @Produces
    @Singleton
    MarketplaceEntitlementAsyncClient awsClient(EntitlementSettings settings, OpenTelemetry telemetry) {
        return MarketplaceEntitlementAsyncClient.builder()
                .overrideConfiguration(
                        override -> override.apiCallTimeout(settings.lookup().callTimeout())
                                .retryStrategy(DefaultRetryStrategy.doNotRetry())
                                .addExecutionInterceptor(
                                        AwsSdkTelemetry.create(telemetry).newExecutionInterceptor()))
                .build();
    }

    void closeAwsClient(@Disposes MarketplaceEntitlementAsyncClient client) {
        client.close();
    }

    @Produces
    @Singleton
    LookupOutcomes outcomes(MeterRegistry metrics, Clock clock) {
        return new LookupOutcomes(metrics, clock);
    }

    @Produces
    @Singleton
    Lookups lookups(
            PostgresEventLog log,
            EntitlementLedger ledger,
            LookupAgenda agenda,
            MarketplaceEntitlementAsyncClient client,
            LookupOutcomes outcomes,
            OpenTelemetry telemetry,
            Clock clock,
            EntitlementSettings settings) {
        var lookup = settings.lookup();
        var aws = new AwsEntitlements(client, new CallPace(lookup.callsPerSecond(), clock), lookup.maxPages());
        var pause = new RetryPause(lookup.shortestRetryPause(), lookup.longestRetryPause());
        var tracer = telemetry.getTracer(NAME);
        return new Lookups(log, ledger, agenda, aws, pause, outcomes, tracer, clock, EntitlementWiring::random);
    }

    @Produces
    @Singleton
    LookupWorker lookupWorker(
            PostgresEventLog log, LookupAgenda agenda, Lookups lookups, Clock clock, EntitlementSettings settings) {
        var lookup = settings.lookup();
        return new LookupWorker(
                log, agenda, lookups::carryOut, lookup.concurrency(), lookup.lease(), lookup.pollInterval(), clock);
    }

    @Produces
    @Singleton
    KnownEntitlements knownEntitlements() {
        return new KnownEntitlements();
    }

    @Produces
    @Singleton
    ReplicaPosition replicaPosition(Clock clock) {
        return new ReplicaPosition(clock);
    }

    @Produces
    @Singleton
    Freshness freshness(EntitlementSettings settings) {
        return new Freshness(settings.answer().patience(), settings.answer().maxAge());
    }

    @Produces
    @Singleton
    LogReader memoryReader(
            PostgresEventLog log, ReplicaPosition position, KnownEntitlements known, EntitlementSettings settings) {
        return new LogReader("memory", log, position, known, settings.lookup().pollInterval());
    }

    @Produces
    @Singleton
    LogNotifications notifications(Pool pool, LogReader memory, LookupWorker worker) {
        return new LogNotifications(pool, List.of(memory::wake, worker::wake));
    }

    @Produces
    @Singleton
    LogFollowers followers(
            Pool pool,
            PostgresEventLog log,
            Clock clock,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        var relay = new KafkaRelay(new TransactionalProducers(bootstrapServers, "entitlement-relay"), Publications::of);
        return new LogFollowers(pool, log, clock).follow("kafka-relay", relay);
    }

    void start(
            @Observes StartupEvent event,
            LogFollowers followers,
            LogReader memory,
            LookupWorker worker,
            LogNotifications notifications) {
        followers.start();
        memory.start();
        worker.start();
        notifications.start();
    }

    void stop(
            @Observes ShutdownEvent event,
            LogFollowers followers,
            LogReader memory,
            LookupWorker worker,
            LogNotifications notifications) {
        notifications.close();
        worker.close();
        memory.close();
        followers.close();
    }

    private static double random() {
        return ThreadLocalRandom.current().nextDouble();
    }
}
