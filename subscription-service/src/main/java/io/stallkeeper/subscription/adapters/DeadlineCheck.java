package io.stallkeeper.subscription.adapters;

import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.subscription.adapters.postgres.SubscriptionStore;
import java.time.Clock;
import java.time.Duration;

/** Ends subscriptions whose final metering hour is over. Any number of replicas may look: each ends once. */
public final class DeadlineCheck implements AutoCloseable {

    private static final int BATCH_SIZE = 100;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final PostgresEventLog log;
    private final SubscriptionStore subscriptions;
    private final Clock clock;
    private final RepeatedWork work;

    public DeadlineCheck(PostgresEventLog log, SubscriptionStore subscriptions, Clock clock, Duration interval) {
        this.log = log;
        this.subscriptions = subscriptions;
        this.clock = clock;
        this.work = new RepeatedWork("deadline-check", interval, this::endThoseDue);
    }

    public void start() {
        work.start();
    }

    private void endThoseDue() {
        var now = clock.instant();
        var due = log.inTransaction(transaction -> subscriptions.due(transaction, now, BATCH_SIZE))
                .await()
                .atMost(TIMEOUT);
        for (var subscriptionId : due) {
            log.inTransaction(transaction -> subscriptions.passDeadline(transaction, subscriptionId, now))
                    .await()
                    .atMost(TIMEOUT);
        }
    }

    @Override
    public void close() {
        work.close();
    }
}
