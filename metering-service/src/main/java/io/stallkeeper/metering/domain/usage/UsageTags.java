package io.stallkeeper.metering.domain.usage;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tags of usage, by which AWS shows the buyer parts of a quantity (marketplace-protocol 4.1). */
public final class UsageTags {

    /** No tags. */
    public static final String NONE = "";

    private static final int MAX_TAGS = 5;

    /** AWS's pattern, in which {@code space} to {@code =} is a range. Nothing of it is a control character. */
    private static final Pattern KEY = Pattern.compile("[a-zA-Z0-9+ -=._:/@]{1,100}");

    private static final Pattern VALUE = Pattern.compile("[a-zA-Z0-9+ -=._:/@]{1,256}");

    private static final String TAG_END = "\n";
    private static final String KEY_END = "\t";

    private UsageTags() {}

    /** Whether AWS takes them. */
    public static boolean areValid(Map<String, String> tags) {
        return tags.size() <= MAX_TAGS
                && tags.entrySet().stream()
                        .allMatch(tag -> KEY.matcher(tag.getKey()).matches()
                                && VALUE.matcher(tag.getValue()).matches());
    }

    /**
     * One text for one set of valid tags, whatever their order: sorted by key, a key and its value apart by a tab, tags
     * apart by a line feed. Neither of the two is in a valid tag.
     */
    public static String canonical(Map<String, String> tags) {
        return new TreeMap<>(tags)
                .entrySet().stream()
                        .map(tag -> tag.getKey() + KEY_END + tag.getValue())
                        .collect(Collectors.joining(TAG_END));
    }

    /** The tags of a canonical text, in the order of their keys. */
    public static Map<String, String> parse(String canonical) {
        var tags = new TreeMap<String, String>();
        canonical.lines().forEach(line -> {
            var tag = line.split(KEY_END, 2);
            tags.put(tag[0], tag[1]);
        });
        return tags;
    }
}
