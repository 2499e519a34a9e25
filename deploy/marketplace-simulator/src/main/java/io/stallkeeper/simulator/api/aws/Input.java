package io.stallkeeper.simulator.api.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a JSON object's members; one of the wrong type is refused with SerializationException. */
record Input(JsonNode object) {
    private static final int NANO_DIGITS = 9;

    static Input of(JsonNode node, String name) {
        if (!node.isObject()) {
            throw malformed(name + " is not an object");
        }
        return new Input(node);
    }

    @Nullable
    String text(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isTextual()) {
            throw malformed(name + " is not a string");
        }
        return value == null ? null : value.textValue();
    }

    String requiredText(String name) {
        String text = text(name);
        if (text == null || text.isEmpty()) {
            throw new RefusedException(RefusalCode.VALIDATION.because(name + ": needed"));
        }
        return text;
    }

    long integer(String name, long otherwise) {
        JsonNode value = value(name);
        if (value != null && !(value.isIntegralNumber() && value.canConvertToLong())) {
            throw malformed(name + " is not an integer");
        }
        return value == null ? otherwise : value.longValue();
    }

    /** Epoch seconds, which may have a fraction. */
    Instant requiredInstant(String name) {
        JsonNode value = value(name);
        if (value == null) {
            throw new RefusedException(RefusalCode.VALIDATION.because(name + ": needed"));
        }
        if (!value.isNumber() || Math.abs(value.doubleValue()) > Instant.MAX.getEpochSecond()) {
            throw malformed(name + " is not a number of seconds");
        }
        try {
            BigDecimal seconds = value.decimalValue();
            BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
            return Instant.ofEpochSecond(
                    whole.longValueExact(),
                    seconds.subtract(whole).movePointRight(NANO_DIGITS).longValue());
        } catch (ArithmeticException | DateTimeException e) {
            throw malformed(name + " is not a number of seconds");
        }
    }

    <T> List<T> list(String name, Function<JsonNode, T> reader) {
        JsonNode value = value(name);
        if (value != null && !value.isArray()) {
            throw malformed(name + " is not a list");
        }
        List<T> list = new ArrayList<>();
        if (value != null) {
            value.forEach(element -> list.add(reader.apply(element)));
        }
        return list;
    }

    boolean has(String name) {
        return value(name) != null;
    }

    @Nullable
    JsonNode value(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    static String textOf(JsonNode element) {
        if (!element.isTextual()) {
            throw malformed("an element of a list is not a string");
        }
        return element.textValue();
    }

    static RefusedException malformed(String message) {
        return new RefusedException(RefusalCode.SERIALIZATION.because(message));
    }
}
