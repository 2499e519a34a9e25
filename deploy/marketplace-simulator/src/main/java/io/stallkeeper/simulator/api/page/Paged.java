package io.stallkeeper.simulator.api.page;

import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param number counts from 1
 * @param total of the whole list
 * @param query the other parameters of the address, ready to be followed by {@code page=}
 */
public record Paged<T>(List<T> rows, int number, int size, long total, String query) {
    private static final int LAST = 1_000_000;

    public Paged {
        rows = List.copyOf(rows);
    }

    /** The part of a list that the address asks for; one pass over the list. */
    static <T> Paged<T> of(Stream<T> all, int size, UriInfo uri) {
        int number = number(uri.getQueryParameters().getFirst("page"));
        long first = (number - 1L) * size;
        List<T> rows = new ArrayList<>(size);
        long total = 0;
        for (T each : (Iterable<T>) all::iterator) {
            if (total >= first && rows.size() < size) {
                rows.add(each);
            }
            total++;
        }
        return new Paged<>(rows, number, size, total, query(uri));
    }

    /** The same page of what the rows look like. */
    <R> Paged<R> map(Function<? super T, ? extends R> look) {
        return new Paged<>(rows.stream().<R>map(look).toList(), number, size, total, query);
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The place of the first row in the list, from 1. */
    public long first() {
        return (number - 1L) * size + 1;
    }

    /** The place of the last row in the list. */
    public long last() {
        return first() + rows.size() - 1;
    }

    /** Where the page before is; null on the first one. */
    public @Nullable String before() {
        return number > 1 ? query + "page=" + (number - 1) : null;
    }

    /** Where the next page is; null on the last one. */
    public @Nullable String after() {
        return (long) number * size < total ? query + "page=" + (number + 1) : null;
    }

    private static int number(@Nullable String text) {
        try {
            return text == null ? 1 : Math.clamp(Integer.parseInt(text), 1, LAST);
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    private static String query(UriInfo uri) {
        return uri.getQueryParameters().entrySet().stream()
                .filter(each -> !each.getKey().equals("page"))
                .map(each -> Shown.encoded(each.getKey()) + "="
                        + Shown.encoded(each.getValue().getFirst()) + "&")
                .sorted()
                .collect(Collectors.joining("", "?", ""));
    }
}
