package io.stallkeeper.contracts.entitlement;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the buyer is entitled to in one dimension; exactly one of the four values is there (marketplace-protocol 5).
 *
 * @param expirationDate until when it is at least valid, null where AWS names no end
 */
public record GrantedEntitlement(
        String dimension,
        @Nullable Integer integerValue,
        @Nullable BigDecimal doubleValue,
        @Nullable Boolean booleanValue,
        @Nullable String stringValue,
        @Nullable Instant expirationDate) {}
