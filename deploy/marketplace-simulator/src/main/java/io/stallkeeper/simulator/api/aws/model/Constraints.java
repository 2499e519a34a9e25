package io.stallkeeper.simulator.api.aws.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Holds a request against its shape. What has the wrong type is told at once with {@link WrongTypeException}; broken
 * constraints are collected and worded as AWS words them, with paths such as {@code usageRecords.1.member.dimension}.
 */
public final class Constraints {
    /** More are of no use to anybody, and a hostile request could break thousands. */
    private static final int MOST_VIOLATIONS = 10;

    private static final int LONGEST_VALUE = 100;

    private final List<String> violations = new ArrayList<>();

    private Constraints() {}

    /** What the request breaks, in the order of the model; at most ten constraints. */
    public static List<String> violations(Shape shape, JsonNode request) {
        var constraints = new Constraints();
        constraints.check(shape, "", request);
        return List.copyOf(constraints.violations);
    }

    private void check(Shape shape, String path, JsonNode value) {
        switch (shape) {
            case Shape.Text text -> checkText(text, path, value);
            case Shape.Whole whole -> checkWhole(whole, path, value);
            case Shape.Flag() -> expect(value.isBoolean(), value, "a Boolean");
            case Shape.Time() -> expect(value.isNumber(), value, "a Timestamp");
            case Shape.Sequence sequence -> checkSequence(sequence, path, value);
            case Shape.Mapping mapping -> checkMapping(mapping, path, value);
            case Shape.Structure structure -> checkStructure(structure, path, value);
        }
    }

    private void checkText(Shape.Text text, String path, JsonNode value) {
        expect(value.isTextual(), value, "a String");
        String string = value.textValue();
        int length = string.codePointCount(0, string.length());
        if (length < text.min()) {
            violated(path, string, "Member must have length greater than or equal to " + text.min());
        }
        if (length > text.max()) {
            violated(path, string, "Member must have length less than or equal to " + text.max());
        } else if (text.pattern() != null && !text.pattern().matcher(string).matches()) {
            violated(path, string, "Member must satisfy regular expression pattern: " + text.pattern());
        }
        if (!text.values().isEmpty() && !text.values().contains(string)) {
            violated(path, string, "Member must satisfy enum value set: " + text.values());
        }
    }

    private void checkWhole(Shape.Whole whole, String path, JsonNode value) {
        expect(value.isIntegralNumber() && value.canConvertToLong(), value, "an Integer");
        if (value.longValue() < whole.min()) {
            violated(path, value.asText(), "Member must have value greater than or equal to " + whole.min());
        }
        if (value.longValue() > whole.max()) {
            violated(path, value.asText(), "Member must have value less than or equal to " + whole.max());
        }
    }

    private void checkSequence(Shape.Sequence sequence, String path, JsonNode value) {
        expect(value.isArray(), value, "a List");
        if (value.size() < sequence.min()) {
            violated(path, value.toString(), "Member must have length greater than or equal to " + sequence.min());
        }
        if (value.size() > sequence.max()) {
            violated(path, value.toString(), "Member must have length less than or equal to " + sequence.max());
        }
        for (int i = 0; i < value.size(); i++) {
            checkPresent(sequence.element(), path + "." + (i + 1) + ".member", value.get(i));
        }
    }

    private void checkMapping(Shape.Mapping mapping, String path, JsonNode value) {
        expect(value.isObject(), value, "a Map");
        value.fieldNames().forEachRemaining(name -> {
            if (!mapping.key().values().contains(name)) {
                violated(
                        path,
                        value.toString(),
                        "Map keys must satisfy constraint: [Member must satisfy enum value set: "
                                + mapping.key().values() + "]");
            }
            checkPresent(mapping.value(), path + "." + name + ".member", value.get(name));
        });
    }

    private void checkStructure(Shape.Structure structure, String path, JsonNode value) {
        expect(value.isObject(), value, "a Structure");
        structure.members().forEach((name, shape) -> {
            JsonNode member = value.path(name);
            String there = path.isEmpty() ? decapitalised(name) : path + "." + decapitalised(name);
            if (!member.isMissingNode() && !member.isNull()) {
                check(shape, there, member);
            } else if (structure.required().contains(name)) {
                violated(there, null, "Member must not be null");
            }
        });
    }

    private void checkPresent(Shape shape, String path, JsonNode value) {
        if (value.isNull()) {
            violated(path, null, "Member must not be null");
        } else {
            check(shape, path, value);
        }
    }

    private void violated(String path, @Nullable String value, String constraint) {
        if (violations.size() < MOST_VIOLATIONS) {
            String shown = value == null ? "null" : "'" + shortened(value) + "'";
            violations.add("Value " + shown + " at '" + path + "' failed to satisfy constraint: " + constraint);
        }
    }

    private static String shortened(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "...";
    }

    private static String decapitalised(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static void expect(boolean isOfType, JsonNode value, String type) {
        if (!isOfType) {
            throw new WrongTypeException(value.getNodeType() + "_VALUE can not be converted to " + type);
        }
    }
}
