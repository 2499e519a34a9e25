package io.stallkeeper.subscription.adapters.sqs;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Down while a queue can't be read, or what comes from it can't be kept. It goes on trying all the while. */
@Readiness
@ApplicationScoped
public class QueuesReadiness implements HealthCheck {

    private final QueueConsumers consumers;

    public QueuesReadiness(QueueConsumers consumers) {
        this.consumers = consumers;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("notification queues");
        consumers.all().forEach(consumer -> answer.withData(consumer.queueName(), consumer.isWell() ? "UP" : "DOWN"));
        return answer.status(consumers.all().stream().allMatch(QueueConsumer::isWell))
                .build();
    }
}
