package io.stallkeeper.metering.adapters.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What occurs again and again: each is kept once, as its text.
 *
 * @param <T> equal if its text is
 */
final class Dictionary<T> {

    private final Map<T, Integer> places = new HashMap<>();
    private final List<T> entries = new ArrayList<>();

    int placeOf(T entry) {
        var known = places.get(entry);
        if (known != null) {
            return known;
        }
        places.put(entry, entries.size());
        entries.add(entry);
        return entries.size() - 1;
    }

    void write(ByteWriter out) {
        out.number(entries.size());
        entries.forEach(entry -> out.text(entry.toString()));
    }

    static String[] read(ByteReader in) {
        var texts = new String[in.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = in.text();
        }
        return texts;
    }
}
