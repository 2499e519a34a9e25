package io.stallkeeper.simulator.api.aws.operation;

import org.jspecify.annotations.Nullable;

/**
 * Who calls, and where.
 *
 * @param region the Region that the credentials are scoped to
 * @param accountId the AWS account, if the access key id is one of twelve digits; null otherwise: the seller calls
 */
public record Caller(String region, @Nullable String accountId) {}
