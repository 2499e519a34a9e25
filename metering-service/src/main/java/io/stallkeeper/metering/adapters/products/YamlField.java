package io.stallkeeper.metering.adapters.products;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A field of the products file, which knows its place in it.
 *
 * @param path from the top, empty for the top itself
 */
record YamlField(Path file, String path, JsonNode value) {

    private static final int MAX_DIGITS = 18;

    /** The named field of a map; it may be missing. */
    YamlField field(String name) {
        return at(name, value.path(name));
    }

    boolean isMissing() {
        return value.isMissingNode();
    }

    /** Every entry of a map, which has one at least. */
    Map<String, YamlField> entries() {
        if (!value.isObject() || value.isEmpty()) {
            throw invalid("must be a map with at least one entry");
        }
        var entries = new LinkedHashMap<String, YamlField>();
        value.properties()
                .forEach(entry -> entries.put(entry.getKey(), at('"' + entry.getKey() + '"', entry.getValue())));
        return entries;
    }

    /** This map, if it has no other fields than those named. */
    YamlField withOnly(Set<String> known) {
        if (!value.isObject()) {
            throw invalid("must be a map");
        }
        value.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw field(name).invalid("is unknown here; known are " + String.join(", ", new TreeSet<>(known)));
            }
        });
        return this;
    }

    String text() {
        if (!value.isTextual()) {
            throw invalid(isMissing() ? "is missing" : "must be text; quote it if it looks like a number");
        }
        return value.textValue();
    }

    BigDecimal decimal() {
        var number = value.isNumber() ? value.decimalValue() : null;
        if (number == null || number.scale() > MAX_DIGITS || number.precision() - number.scale() > MAX_DIGITS) {
            throw invalid("must be a number with at most 18 digits before and after the point");
        }
        return number;
    }

    /** The constant whose name in kebab-case this is. */
    <E extends Enum<E>> E oneOf(Class<E> type) {
        var text = text();
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> kebab(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> invalid("is none of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(YamlField::kebab)
                                .collect(Collectors.joining(", "))));
    }

    InvalidProductsFile invalid(String problem) {
        return new InvalidProductsFile(file + (path.isEmpty() ? "" : ": " + path) + " " + problem);
    }

    private YamlField at(String name, JsonNode child) {
        return new YamlField(file, path.isEmpty() ? name : path + "." + name, child);
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
