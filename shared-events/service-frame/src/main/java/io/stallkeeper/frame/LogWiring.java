package io.stallkeeper.frame;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.eventsourcing.time.MarketplaceClock;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A service's one clock and its one log. */
@ApplicationScoped
@RegisterForReflection(targets = EventMetadata.class)
public class LogWiring {

    /** @param source the marketplace simulator's clock to follow, {@code stallkeeper.clock.source}; against AWS none */
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
}
