package io.stallkeeper.registration.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.log.RecordedEvent;
import io.stallkeeper.registration.adapters.Identities;
import io.stallkeeper.registration.domain.RegistrationEvent.CustomerNamed;
import io.stallkeeper.registration.domain.RegistrationEvent.CustomerRegistered;
import io.stallkeeper.registration.domain.RegistrationEvent.LicenseNamed;
import io.stallkeeper.registration.domain.RegistrationEvent.RegistrationStarted;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;

/** Follows the log and keeps the table {@code registration_overview}. Bears to see an event again. */
public final class RegistrationOverview implements Function<List<RecordedEvent>, Uni<Void>> {

    private static final String STARTED = "insert into registration_overview"
            + " (subscription_id, product_code, status, free_trial, started_at) values ($1, $2, 'started', $3, $4)"
            + " on conflict do nothing";

    private static final String COMPLETED =
            "update registration_overview" + " set status = 'completed', registered_at = $2 where subscription_id = $1";

    private final Pool pool;

    public RegistrationOverview(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Void> apply(List<RecordedEvent> events) {
        return Multi.createFrom()
                .iterable(events)
                .onItem()
                .transformToUniAndConcatenate(this::project)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> project(RecordedEvent recorded) {
        return switch (StoredEvents.TYPES.read(recorded)) {
            case RegistrationStarted(var buyer, var freeTrial, var startedAt) ->
                execute(
                        STARTED,
                        Tuple.of(
                                Identities.subscriptionOf(buyer).value(),
                                buyer.productCode(),
                                freeTrial,
                                startedAt.atOffset(UTC)));
            case LicenseNamed _, CustomerNamed _ -> Uni.createFrom().voidItem();
            case CustomerRegistered(var buyer, var registeredAt) ->
                execute(COMPLETED, Tuple.of(Identities.subscriptionOf(buyer).value(), registeredAt.atOffset(UTC)));
        };
    }

    private Uni<Void> execute(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values).replaceWithVoid();
    }
}
