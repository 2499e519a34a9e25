package io.stallkeeper.registration;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.instrumentation.awssdk.v2_2.AwsSdkTelemetry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.stallkeeper.eventsourcing.kafka.KafkaRelay;
import io.stallkeeper.eventsourcing.kafka.TransactionalProducers;
import io.stallkeeper.eventsourcing.postgres.LogFollowers;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.registration.adapters.aws.CustomerResolver;
import io.stallkeeper.registration.adapters.crypto.KeyRing;
import io.stallkeeper.registration.adapters.kafka.Publications;
import io.stallkeeper.registration.adapters.postgres.ContactVault;
import io.stallkeeper.registration.adapters.postgres.RegistrationOverview;
import io.stallkeeper.registration.adapters.postgres.Registrations;
import io.stallkeeper.registration.api.page.Handles;
import io.stallkeeper.registration.api.page.Pages;
import io.stallkeeper.registration.api.page.Seller;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.services.marketplacemetering.MarketplaceMeteringAsyncClient;

/** Where the registration service's parts meet. */
@ApplicationScoped
public class RegistrationWiring {

    private static final String PREFIX = "stallkeeper.registration.";

    private final RegistrationSettings settings;

    RegistrationWiring(RegistrationSettings settings) {
        this.settings = settings;
    }

    @Produces
    @Singleton
    @Startup
    Registrations registrations(PostgresEventLog log, Clock clock) {
        var contacts = new ContactVault(new KeyRing(PREFIX + "contact-keys", settings.contactKeys()), clock);
        return new Registrations(log, contacts, clock, settings.storeTimeout());
    }

    @Produces
    @Singleton
    @Startup
    Handles handles(Clock clock) {
        return new Handles(new KeyRing(PREFIX + "handle-keys", settings.handleKeys()), settings.handleLife(), clock);
    }

    @Produces
    @Singleton
    Pages pages() {
        var seller = settings.seller();
        return new Pages(new Seller(
                seller.name(),
                seller.supportEmail(),
                seller.loginUrl(),
                seller.listingUrl().orElse(null),
                seller.nextSteps()));
    }

    /** Endpoint, Region and credentials are AWS's ordinary configuration. */
    @Produces
    @Singleton
    MarketplaceMeteringAsyncClient aws(OpenTelemetry telemetry) {
        var spans = AwsSdkTelemetry.create(telemetry).newExecutionInterceptor();
        return MarketplaceMeteringAsyncClient.builder()
                .overrideConfiguration(configuration -> configuration
                        .apiCallTimeout(settings.resolveTimeout())
                        .retryStrategy(RetryMode.STANDARD)
                        .addExecutionInterceptor(spans))
                .build();
    }

    void close(@Disposes MarketplaceMeteringAsyncClient aws) {
        aws.close();
    }

    @Produces
    @Singleton
    CustomerResolver resolver(MarketplaceMeteringAsyncClient aws, MeterRegistry meters) {
        return new CustomerResolver(
                aws, settings.products(), settings.migratedProducts().orElse(Set.of()), meters);
    }

    @Produces
    @Singleton
    @Startup
    LogFollowers followers(
            Pool pool,
            PostgresEventLog log,
            Clock clock,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        var relay = new KafkaRelay(
                new TransactionalProducers(bootstrapServers, "registration-relay"),
                event -> Optional.of(Publications.of(event)));
        var followers = new LogFollowers(pool, log, clock)
                .follow("kafka-relay", relay)
                .follow("registration-overview", new RegistrationOverview(pool));
        followers.start();
        return followers;
    }

    void stop(@Observes ShutdownEvent event, LogFollowers followers) {
        followers.close();
    }
}
