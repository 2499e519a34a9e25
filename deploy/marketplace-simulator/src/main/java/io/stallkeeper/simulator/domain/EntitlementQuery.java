package io.stallkeeper.simulator.domain;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What GetEntitlements asks for; a filter that is null asks for all. */
public record EntitlementQuery(
        String productCode,
        @Nullable Set<String> customerIdentifiers,
        @Nullable Set<String> accountIds,
        @Nullable Set<String> dimensions,
        @Nullable Set<String> licenseArns,
        int offset,
        int maxResults) {}
