package io.stallkeeper.simulator.domain.metering;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Numbers for texts that come again and again, from 0 on in the order of their first coming. */
final class Names {
    static final int UNKNOWN = -1;
    private static final int FIRST_ROOM = 64;

    private final Map<String, Integer> numbers = new HashMap<>();
    private String[] texts = new String[FIRST_ROOM];

    /** The number of this text, a new one if need be. */
    int number(String text) {
        int known = find(text);
        if (known != UNKNOWN) {
            return known;
        }
        int number = numbers.size();
        if (number == texts.length) {
            texts = Arrays.copyOf(texts, 2 * number);
        }
        texts[number] = text;
        numbers.put(text, number);
        return number;
    }

    /** The number of this text, or {@link #UNKNOWN}. */
    int find(String text) {
        Integer number = numbers.get(text);
        return number == null ? UNKNOWN : number;
    }

    /** The text of this number. */
    String text(int number) {
        return texts[number];
    }

    /** The texts as they are now; what comes later doesn't change those that are there. */
    String[] texts() {
        return texts;
    }
}
