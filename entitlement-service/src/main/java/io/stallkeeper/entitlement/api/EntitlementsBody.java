package io.stallkeeper.entitlement.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a subscription's entitlements.
 *
 * @param status {@code pending}, {@code active}, {@code ending}, {@code ended} or {@code failed}
 * @param entitlements as AWS grants them; none of a product that is priced by usage alone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record EntitlementsBody(
        String subscriptionId,
        String status,
        List<Granted> entitlements,
        @Nullable Instant asOf,
        boolean stale) {

    /** @param value a number, true, false or text */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Granted(
            String dimension,
            @Nullable Object value,
            @Nullable Instant expirationDate) {}
}
