package io.stallkeeper.simulator.api.admin;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is wrong with a body that isn't what the API describes, for people: the member's name, then what it must be. */
final class Unreadable {
    private Unreadable() {}

    static String sentence(JsonProcessingException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown -> member(unknown) + ": unknown; known are " + known(unknown);
            case MismatchedInputException mismatched ->
                member(mismatched) + ": must be " + rule(mismatched.getTargetType());
            case JsonMappingException other
            when other.getCause() instanceof InputCoercionException tooLarge ->
                member(other) + ": must be " + rule(tooLarge.getTargetType());
            case JsonMappingException other
            when other.getCause() instanceof JsonProcessingException inner -> sentence(inner);
            default -> place(e.getLocation());
        };
    }

    private static String known(UnrecognizedPropertyException unknown) {
        return unknown.getKnownPropertyIds().stream()
                .map(Object::toString)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** As {@code notifications[0].form}. */
    private static String member(JsonMappingException e) {
        var path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.isEmpty() ? "the body" : path.toString();
    }

    private static String rule(@Nullable Class<?> type) {
        if (type == null) {
            return "something else";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(Object::toString)
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return switch (type.getSimpleName()) {
            case "String" -> "a string";
            case "Boolean", "boolean" -> "true or false";
            case "Integer", "int" -> "a whole number of 32 bits";
            case "Long", "long" -> "a whole number of 64 bits";
            case "Double", "double" -> "a number";
            case "Duration" -> "a duration in ISO 8601, such as " + Duration.ofHours(12) + " or P30D";
            case "Instant" -> "an instant in ISO 8601, such as " + Instant.EPOCH;
            default -> "an object";
        };
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null
                ? "the body: isn't JSON"
                : "the body: isn't JSON from line " + location.getLineNr() + ", column " + location.getColumnNr()
                        + " on";
    }
}
