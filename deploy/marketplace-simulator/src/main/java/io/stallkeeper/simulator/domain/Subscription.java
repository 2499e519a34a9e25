package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.agreement.CalendarLength;
import io.stallkeeper.simulator.domain.agreement.Entitlement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A buyer's wish to subscribe. Without {@code duration} contracts run a year, free trials 30 days, others until they
 * are cancelled.
 */
public record Subscription(
        String agreementId,
        String licenseArn,
        String offerId,
        String productCode,
        String accountId,
        List<Entitlement> entitlements,
        @Nullable CalendarLength duration,
        Conditions conditions) {

    public Subscription {
        entitlements = List.copyOf(entitlements);
    }
}
