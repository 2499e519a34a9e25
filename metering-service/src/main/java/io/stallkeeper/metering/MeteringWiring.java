package io.stallkeeper.metering;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.stallkeeper.eventsourcing.kafka.KafkaRelay;
import io.stallkeeper.eventsourcing.kafka.TransactionalProducers;
import io.stallkeeper.eventsourcing.postgres.LogFollowers;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.eventsourcing.time.MarketplaceClock;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the metering service's parts meet. */
@ApplicationScoped
public class MeteringWiring {

    @Produces
    @Singleton
    Clock clock(@ConfigProperty(name = "stallkeeper.clock.source") Optional<URI> source) {
        return MarketplaceClock.followingOrSystem(source);
    }

    @Produces
    @Singleton
    PostgresEventLog eventLog(Pool pool, Clock clock) {
        return new PostgresEventLog(pool, clock);
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
                new TransactionalProducers(bootstrapServers, "metering-relay"), event -> Optional.empty());
        var followers = new LogFollowers(pool, log, clock).follow("kafka-relay", relay);
        followers.start();
        return followers;
    }

    void stop(@Observes ShutdownEvent event, LogFollowers followers) {
        followers.close();
    }
}
