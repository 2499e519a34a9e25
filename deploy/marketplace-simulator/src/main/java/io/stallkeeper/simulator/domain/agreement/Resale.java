package io.stallkeeper.simulator.domain.agreement;

/**
 * A channel partner's sale (protocol page, 3.1): the reseller proposes, the seller who owns the listing is the
 * manufacturer.
 *
 * @param authorizationId what allows the reseller to sell
 * @param resellerAccountId the proposer's AWS account
 */
public record Resale(String authorizationId, String resellerAccountId) {}
