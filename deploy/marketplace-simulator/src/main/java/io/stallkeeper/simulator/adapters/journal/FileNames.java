package io.stallkeeper.simulator.adapters.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Texts of one file, which are written where they come first and afterwards named by their number: licenses, dimensions
 * and Regions make up most of a usage record.
 */
final class FileNames {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> texts = new ArrayList<>();

    /** The number of the text; a new one is added to {@code fresh}. */
    int number(String text, List<String> fresh) {
        Integer known = numbers.get(text);
        if (known != null) {
            return known;
        }
        fresh.add(text);
        return learn(text);
    }

    /** Takes in the next text of the file, and answers with its number. */
    int learn(String text) {
        int number = texts.size();
        numbers.put(text, number);
        texts.add(text);
        return number;
    }

    /** The text of this number; throws IllegalStateException if the file hasn't named it. */
    String text(int number) {
        if (number < 0 || number >= texts.size()) {
            throw new IllegalStateException("the file names no text " + number);
        }
        return texts.get(number);
    }
}
