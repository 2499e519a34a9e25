package io.stallkeeper.entitlement.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What AWS grants in one dimension.
 *
 * @param expirationDate until when it is at least valid, the renewal's date where it renews itself; null for no end
 */
public record Entitlement(
        String dimension, EntitlementValue value, @Nullable Instant expirationDate) {

    private static final Comparator<Entitlement> ORDER = Comparator.comparing(Entitlement::dimension)
            .thenComparing(entitlement -> entitlement.value().toString())
            .thenComparing(entitlement -> String.valueOf(entitlement.expirationDate()));

    /** In one order whatever order AWS answered in, so that equal answers are equal lists. */
    public static List<Entitlement> inOrder(List<Entitlement> entitlements) {
        return entitlements.stream().sorted(ORDER).toList();
    }
}
