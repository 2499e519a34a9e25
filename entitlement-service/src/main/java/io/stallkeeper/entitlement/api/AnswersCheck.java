package io.stallkeeper.entitlement.api;

import io.smallrye.health.api.HealthGroup;
import io.stallkeeper.entitlement.adapters.log.ReplicaPosition;
import io.stallkeeper.entitlement.adapters.lookup.LookupOutcomes;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Up as soon as this replica has read its log once, and ever after: what is known is answered while AWS or PostgreSQL
 * is away, and the data here says that they are. The group {@code answers} holds this check alone.
 */
@Readiness
@HealthGroup("answers")
@ApplicationScoped
public class AnswersCheck implements HealthCheck {

    private final Answers answers;
    private final ReplicaPosition position;
    private final LookupOutcomes outcomes;

    public AnswersCheck(Answers answers, ReplicaPosition position, LookupOutcomes outcomes) {
        this.answers = answers;
        this.position = position;
        this.outcomes = outcomes;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("answers from memory")
                .status(answers.areReady())
                .withData("log", position.isLost() ? "away" : "read")
                .withData(
                        "aws",
                        outcomes.failingSince()
                                .map(since -> "failing since " + since)
                                .orElse("answering"));
        return response.build();
    }
}
