package io.stallkeeper.entitlement.domain;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How much of a dimension is granted: exactly one of AWS's four kinds of value (marketplace-protocol 5). */
public record EntitlementValue(
        @Nullable Integer integerValue,
        @Nullable BigDecimal doubleValue,
        @Nullable Boolean booleanValue,
        @Nullable String stringValue) {

    public EntitlementValue {
        long kinds = Stream.of(integerValue, doubleValue, booleanValue, stringValue)
                .filter(Objects::nonNull)
                .count();
        if (kinds != 1) {
            throw new IllegalArgumentException("an entitlement's value is of one kind, not of " + kinds);
        }
        // 1.5 and 1.50 are one value, and an answer that repeats what is known is no change.
        doubleValue = doubleValue == null ? null : doubleValue.stripTrailingZeros();
    }

    public static EntitlementValue of(int value) {
        return new EntitlementValue(value, null, null, null);
    }

    public static EntitlementValue of(BigDecimal value) {
        return new EntitlementValue(null, value, null, null);
    }

    public static EntitlementValue of(boolean value) {
        return new EntitlementValue(null, null, value, null);
    }

    public static EntitlementValue of(String value) {
        return new EntitlementValue(null, null, null, value);
    }

    /** The number of units; null where the value isn't a number. */
    public @Nullable BigDecimal quantity() {
        return integerValue != null ? BigDecimal.valueOf(integerValue) : doubleValue;
    }

    /** Whether anything is granted at all: more than zero, true, or some text. */
    public boolean grantsSomething() {
        var quantity = quantity();
        if (quantity != null) {
            return quantity.signum() > 0;
        }
        return booleanValue != null
                ? booleanValue
                : !Objects.requireNonNullElse(stringValue, "").isBlank();
    }

    /** Whether at least so many units are granted. What isn't a number grants no number of units. */
    public boolean grants(BigDecimal units) {
        var quantity = quantity();
        return quantity != null && quantity.compareTo(units) >= 0;
    }
}
