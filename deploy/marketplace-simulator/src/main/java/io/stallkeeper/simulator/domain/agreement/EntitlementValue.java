package io.stallkeeper.simulator.domain.agreement;

/** How much of a dimension was bought: exactly one of AWS's four value types (protocol page, 5). */
public sealed interface EntitlementValue {
    record OfInteger(int value) implements EntitlementValue {}

    record OfDouble(double value) implements EntitlementValue {}

    record OfBoolean(boolean value) implements EntitlementValue {}

    record OfString(String value) implements EntitlementValue {}
}
