package io.stallkeeper.subscription;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.stream.Collectors;

/** The one profile of this module's tests: a queue for each form of notification, and short polls. */
public final class OwnQueues implements QuarkusTestProfile {

    static final Map<String, String> QUEUES =
            Map.of("EVENTBRIDGE", "eventbridge", "SNS_ENVELOPE", "sns-envelope", "SNS_RAW", "sns-raw");

    @Override
    public Map<String, String> getConfigOverrides() {
        var urls = QUEUES.values().stream()
                .map(name -> "${quarkus.sqs.endpoint-override}/000000000000/" + name)
                .collect(Collectors.joining(","));
        return Map.of(
                "stallkeeper.subscription.queues", urls,
                "stallkeeper.subscription.long-poll", "1S",
                "stallkeeper.subscription.deadline-check-interval", "0.2S");
    }
}
