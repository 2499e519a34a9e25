package io.stallkeeper.simulator.api.aws.model;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The type of a value in a request, with the constraints that the service model puts on it. */
public sealed interface Shape {

    /** A string of so many characters; {@code values} is empty unless only these are allowed. */
    record Text(int min, int max, @Nullable Pattern pattern, Set<String> values) implements Shape {}

    /** An integer in this range. */
    record Whole(long min, long max) implements Shape {}

    /** True or false. */
    record Flag() implements Shape {}

    /** Seconds since 1970-01-01T00:00Z, perhaps with a fraction. */
    record Time() implements Shape {}

    /** A list of so many elements, none of which is null. */
    record Sequence(Shape element, int min, int max) implements Shape {}

    /** A map from names to values. */
    record Mapping(Text key, Shape value) implements Shape {}

    /** An object; members that it doesn't know are ignored, as AWS ignores them. */
    record Structure(Map<String, Shape> members, Set<String> required) implements Shape {

        /** The same structure with one more member, which may be absent. */
        public Structure with(String name, Shape shape) {
            Map<String, Shape> more = new LinkedHashMap<>(members);
            more.put(name, shape);
            return new Structure(more, required);
        }

        /** The same structure with one more member, which must be there. */
        public Structure needs(String name, Shape shape) {
            Set<String> all = new LinkedHashSet<>(required);
            all.add(name);
            return new Structure(with(name, shape).members(), all);
        }
    }

    /** A structure without members. */
    static Structure structure() {
        return new Structure(Map.of(), Set.of());
    }

    /** Any string of so many characters. */
    static Text text(int min, int max) {
        return new Text(min, max, null, Set.of());
    }

    /** A string of so many characters that matches as a whole. */
    static Text text(int min, int max, String pattern) {
        return new Text(min, max, Pattern.compile(pattern), Set.of());
    }

    /** A string that is one of these. */
    static Text oneOf(String... values) {
        return new Text(0, Integer.MAX_VALUE, null, new LinkedHashSet<>(List.of(values)));
    }
}
