package io.stallkeeper.simulator.api.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.stallkeeper.simulator.domain.agreement.Entitlement;
import io.stallkeeper.simulator.domain.agreement.EntitlementValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entitlement as JSON has it: the value's own type is one of AWS's four. */
public record EntitlementBody(
        @Nullable String dimension, @Nullable JsonNode value) {

    static EntitlementBody of(Entitlement entitlement) {
        JsonNode value =
                switch (entitlement.value()) {
                    case EntitlementValue.OfInteger(int number) -> IntNode.valueOf(number);
                    case EntitlementValue.OfDouble(double number) -> DoubleNode.valueOf(number);
                    case EntitlementValue.OfBoolean(boolean yes) -> BooleanNode.valueOf(yes);
                    case EntitlementValue.OfString(String text) -> TextNode.valueOf(text);
                };
        return new EntitlementBody(entitlement.dimension(), value);
    }

    static List<Entitlement> read(@Nullable List<EntitlementBody> bodies) {
        return bodies == null
                ? List.of()
                : bodies.stream()
                        .map(body -> Given.required(body, "entitlements").entitlement())
                        .toList();
    }

    private Entitlement entitlement() {
        JsonNode given = Given.required(value, "entitlements: value");
        return new Entitlement(Given.required(dimension, "entitlements: dimension"), value(given));
    }

    private static EntitlementValue value(JsonNode given) {
        if (given.isInt() && given.intValue() >= 0) {
            return new EntitlementValue.OfInteger(given.intValue());
        }
        if (given.isDouble() && Double.isFinite(given.doubleValue()) && given.doubleValue() >= 0) {
            return new EntitlementValue.OfDouble(given.doubleValue());
        }
        if (given.isBoolean()) {
            return new EntitlementValue.OfBoolean(given.booleanValue());
        }
        if (given.isTextual()) {
            return new EntitlementValue.OfString(given.textValue());
        }
        throw Given.invalid(
                "entitlements: a value is an integer of 32 bits or another number, not negative, or a boolean or a string");
    }
}
