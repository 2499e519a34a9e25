package io.stallkeeper.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.entitlement.adapters.lookup.DueLookup;
import io.stallkeeper.entitlement.adapters.lookup.LookupAgenda;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Leases in PostgreSQL. Each test is rolled back, so that the running service sees nothing of it. */
@QuarkusTest
@QuarkusTestResource(StallkeeperServers.class)
class LookupAgendaTest {

    // Before anything that the running service has planned.
    private static final Instant NOON = Instant.parse("2001-01-01T12:00:00Z");
    private static final Instant LEASED_UNTIL = NOON.plusSeconds(300);
    private static final EventMetadata WISH = new EventMetadata("00-trace", "correlation", "causation");

    @Inject
    PostgresEventLog log;

    private final LookupAgenda agenda = new LookupAgenda();

    @Test
    void a_due_lookup_is_leased_once_until_its_lease_runs_out() {
        rolledBack(transaction -> plan(transaction, "l-1", NOON)
                .chain(() -> lease(transaction, NOON))
                .invoke(due -> assertThat(due).containsExactly(new DueLookup("l-1", 0, WISH)))
                .chain(() -> lease(transaction, NOON))
                .invoke(due -> assertThat(due).isEmpty())
                .chain(() -> lease(transaction, LEASED_UNTIL))
                .invoke(due -> assertThat(due).hasSize(1)));
    }

    @Test
    void what_is_not_due_yet_is_not_leased() {
        rolledBack(transaction -> plan(transaction, "l-1", NOON.plusMillis(1))
                .chain(() -> lease(transaction, NOON))
                .invoke(due -> assertThat(due).isEmpty()));
    }

    @Test
    void a_wish_that_comes_during_a_lease_is_due_as_soon_as_it_is_given_back() {
        rolledBack(transaction -> plan(transaction, "l-1", NOON)
                .chain(() -> lease(transaction, NOON))
                .chain(() -> plan(transaction, "l-1", NOON))
                .chain(() -> lease(transaction, NOON))
                .invoke(due -> assertThat(due).isEmpty())
                .chain(() -> agenda.release(transaction, "l-1"))
                .chain(() -> lease(transaction, NOON))
                .invoke(due -> assertThat(due).hasSize(1)));
    }

    @Test
    void what_failed_waits_for_its_pause_and_then_behind_what_never_failed() {
        rolledBack(transaction -> plan(transaction, "l-1", NOON)
                .chain(() -> agenda.postpone(transaction, "l-1", NOON.plusSeconds(1)))
                .chain(() -> lease(transaction, NOON))
                .invoke(due -> assertThat(due).isEmpty())
                .chain(() -> plan(transaction, "l-2", NOON.plusSeconds(2)))
                .chain(() -> agenda.lease(transaction, NOON.plusSeconds(3), LEASED_UNTIL, 1))
                .invoke(due ->
                        assertThat(due).extracting(DueLookup::subscriptionId).containsExactly("l-2"))
                .chain(() -> lease(transaction, NOON.plusSeconds(3)))
                .invoke(due -> assertThat(due).containsExactly(new DueLookup("l-1", 1, WISH))));
    }

    @Test
    void what_is_dropped_is_not_due_any_more() {
        rolledBack(transaction -> plan(transaction, "l-1", NOON)
                .chain(() -> agenda.drop(transaction, "l-1"))
                .chain(() -> lease(transaction, NOON))
                .invoke(due -> assertThat(due).isEmpty()));
    }

    private Uni<Void> plan(PostgresTransaction transaction, String subscriptionId, Instant dueAt) {
        return agenda.plan(transaction, subscriptionId, dueAt, WISH);
    }

    private Uni<List<DueLookup>> lease(PostgresTransaction transaction, Instant now) {
        return agenda.lease(transaction, now, LEASED_UNTIL, 10);
    }

    private void rolledBack(Function<PostgresTransaction, Uni<?>> work) {
        assertThatThrownBy(() -> log.inTransaction(transaction -> work.apply(transaction)
                                .chain(() -> Uni.createFrom().failure(new ArithmeticException("to roll it back"))))
                        .await()
                        .indefinitely())
                .isInstanceOf(ArithmeticException.class);
    }
}
