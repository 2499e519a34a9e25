package io.stallkeeper.subscription;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The subscription service's own settings. Region, endpoint and credentials of SQS are {@code quarkus.sqs.*}. */
@ConfigMapping(prefix = "stallkeeper.subscription")
public interface SubscriptionSettings {

    /** URLs of the queues that AWS's notifications come to. None by default: they are the seller's own. */
    Optional<List<String>> queues();

    /** How long a poll waits for messages; 0 to 20 s. Default 20 s, SQS's maximum: the fewest requests. */
    @WithDefault("20S")
    Duration longPoll();

    /** How often subscriptions whose final hour is over are looked for. Default 1 s; a look costs one indexed query. */
    @WithDefault("1S")
    Duration deadlineCheckInterval();
}
