package io.stallkeeper.simulator.api.aws.operation;

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

/** Reads the members of an object that has its shape already. A null member is an absent one. */
record Input(JsonNode object) {
    private static final int NANO_DIGITS = 9;

    @Nullable
    String text(String name) {
        return value(name).textValue();
    }

    /** A string that tells something; AWS has members that may be empty. */
    @Nullable
    String filledText(String name) {
        String text = text(name);
        return text == null || text.isEmpty() ? null : text;
    }

    String requiredText(String name) {
        String text = text(name);
        if (text == null) {
            throw new IllegalStateException(name + " is missing, though its shape was checked");
        }
        return text;
    }

    int integer(String name, int otherwise) {
        return value(name).asInt(otherwise);
    }

    /** Epoch seconds, which may have a fraction. */
    Instant instant(String name) {
        JsonNode value = value(name);
        try {
            if (Math.abs(value.doubleValue()) > Instant.MAX.getEpochSecond()) {
                throw new DateTimeException(name);
            }
            BigDecimal seconds = value.decimalValue();
            BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
            return Instant.ofEpochSecond(
                    whole.longValueExact(),
                    seconds.subtract(whole).movePointRight(NANO_DIGITS).longValue());
        } catch (ArithmeticException | DateTimeException | NumberFormatException e) {
            throw new RefusedException(RefusalCode.SERIALIZATION.because(name + " is not a number of seconds"));
        }
    }

    <T> List<T> list(String name, Function<Input, T> reader) {
        List<T> list = new ArrayList<>();
        value(name).forEach(element -> list.add(reader.apply(new Input(element))));
        return list;
    }

    List<String> texts(String name) {
        return list(name, element -> element.object().textValue());
    }

    boolean has(String name) {
        return !value(name).isMissingNode();
    }

    Input member(String name) {
        return new Input(value(name));
    }

    private JsonNode value(String name) {
        JsonNode value = object.path(name);
        return value.isNull() ? value.path(name) : value;
    }
}
