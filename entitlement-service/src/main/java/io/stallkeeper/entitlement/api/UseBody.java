package io.stallkeeper.entitlement.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The answer to "may this subscription use that dimension?".
 *
 * @param reason why, a stable word in kebab-case
 * @param value a number, true, false or text as AWS grants it; absent where no entitlement is behind the answer
 * @param asOf when AWS said so; absent if it never did
 * @param stale AWS may say something else by now and couldn't be asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record UseBody(
        String subscriptionId,
        String dimension,
        boolean entitled,
        String reason,
        @Nullable Object value,
        @Nullable Instant expirationDate,
        @Nullable Instant asOf,
        boolean stale) {}
