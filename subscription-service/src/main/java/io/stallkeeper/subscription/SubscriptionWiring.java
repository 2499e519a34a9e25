package io.stallkeeper.subscription;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.stallkeeper.eventsourcing.kafka.Inbox;
import io.stallkeeper.eventsourcing.kafka.KafkaRelay;
import io.stallkeeper.eventsourcing.kafka.TransactionalProducers;
import io.stallkeeper.eventsourcing.postgres.LogFollowers;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.subscription.adapters.BacklogCount;
import io.stallkeeper.subscription.adapters.DeadlineCheck;
import io.stallkeeper.subscription.adapters.NotificationMetrics;
import io.stallkeeper.subscription.adapters.kafka.Publications;
import io.stallkeeper.subscription.adapters.notification.Intake;
import io.stallkeeper.subscription.adapters.notification.NotificationReader;
import io.stallkeeper.subscription.adapters.postgres.BuyerAliases;
import io.stallkeeper.subscription.adapters.postgres.NotificationStore;
import io.stallkeeper.subscription.adapters.postgres.ParkedMessages;
import io.stallkeeper.subscription.adapters.postgres.SubscriptionStore;
import io.stallkeeper.subscription.adapters.sqs.MessageHandler;
import io.stallkeeper.subscription.adapters.sqs.NotificationQueue;
import io.stallkeeper.subscription.adapters.sqs.QueueConsumer;
import io.stallkeeper.subscription.adapters.sqs.QueueConsumers;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** Where the subscription service's parts meet. */
@ApplicationScoped
public class SubscriptionWiring {

    @Produces
    @Singleton
    Inbox inbox(PostgresEventLog log) {
        return new Inbox("subscription-service", log);
    }

    @Produces
    @Singleton
    NotificationReader reader() {
        return new NotificationReader();
    }

    @Produces
    @Singleton
    SubscriptionStore subscriptions(Clock clock) {
        return new SubscriptionStore(clock);
    }

    @Produces
    @Singleton
    Intake intake(NotificationReader reader, SubscriptionStore subscriptions, Clock clock) {
        return new Intake(reader, new NotificationStore(clock), new BuyerAliases(), subscriptions);
    }

    @Produces
    @Singleton
    NotificationMetrics metrics(MeterRegistry registry, Clock clock) {
        return new NotificationMetrics(registry, clock);
    }

    @Produces
    @Singleton
    MessageHandler messageHandler(
            PostgresEventLog log, NotificationReader reader, Intake intake, NotificationMetrics metrics, Clock clock) {
        return new MessageHandler(log, reader, intake, metrics, clock);
    }

    @Produces
    @Singleton
    @Startup
    QueueConsumers queueConsumers(
            SqsAsyncClient sqs, MessageHandler handler, Tracer tracer, SubscriptionSettings settings) {
        var consumers = new QueueConsumers(settings.queues().orElse(List.of()).stream()
                .map(url -> new NotificationQueue(sqs, url, settings.longPoll()))
                .map(queue -> new QueueConsumer(queue, handler, tracer))
                .toList());
        consumers.start();
        return consumers;
    }

    @Produces
    @Singleton
    @Startup
    DeadlineCheck deadlineCheck(
            PostgresEventLog log, SubscriptionStore subscriptions, Clock clock, SubscriptionSettings settings) {
        var check = new DeadlineCheck(log, subscriptions, clock, settings.deadlineCheckInterval());
        check.start();
        return check;
    }

    @Produces
    @Singleton
    ParkedMessages parkedMessages(Pool pool) {
        return new ParkedMessages(pool);
    }

    @Produces
    @Singleton
    @Startup
    BacklogCount backlogCount(Pool pool, NotificationMetrics metrics) {
        var count = new BacklogCount(pool, metrics);
        count.start();
        return count;
    }

    @Produces
    @Singleton
    @Startup
    LogFollowers followers(
            Pool pool,
            PostgresEventLog log,
            Clock clock,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        var relay =
                new KafkaRelay(new TransactionalProducers(bootstrapServers, "subscription-relay"), new Publications());
        var followers = new LogFollowers(pool, log, clock).follow("kafka-relay", relay);
        followers.start();
        return followers;
    }

    void stop(
            @Observes ShutdownEvent event,
            QueueConsumers consumers,
            DeadlineCheck deadlines,
            BacklogCount backlog,
            LogFollowers followers) {
        consumers.close();
        backlog.close();
        deadlines.close();
        followers.close();
    }
}
