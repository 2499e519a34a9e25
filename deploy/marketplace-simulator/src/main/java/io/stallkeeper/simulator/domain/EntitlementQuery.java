package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.EntitlementPage.Position;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What GetEntitlements asks for; a filter that is null asks for all, a position that is null from the beginning. */
public record EntitlementQuery(
        String productCode,
        @Nullable Set<String> customerIdentifiers,
        @Nullable Set<String> accountIds,
        @Nullable Set<String> dimensions,
        @Nullable Set<String> licenseArns,
        @Nullable Position after,
        int maxResults) {}
