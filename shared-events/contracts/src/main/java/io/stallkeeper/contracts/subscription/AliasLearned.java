package io.stallkeeper.contracts.subscription;

import io.stallkeeper.contracts.PublishedEvent;
import java.time.Instant;

/**
 * Two subscription ids name one buyer: whatever is said of the alias from now on is meant for the subscription. What
 * was said of the alias before has been said anew of the subscription, and the alias is never heard of again.
 *
 * @param aliasId the id that AWS's other name of the buyer would have
 * @param productCode of both
 */
public record AliasLearned(String subscriptionId, String aliasId, String productCode, Instant learnedAt)
        implements PublishedEvent {}
