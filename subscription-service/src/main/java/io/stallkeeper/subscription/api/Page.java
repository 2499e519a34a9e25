package io.stallkeeper.subscription.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list.
 *
 * @param nextOffset where the next part begins; null on the last
 */
public record Page<T>(List<T> items, @Nullable Integer nextOffset) {

    private static final int LONGEST = 500;

    /** Which part of a list is asked for; limits beyond {@value #LONGEST} are cut to it. */
    record Range(int offset, int limit) {
        Range {
            offset = Math.max(0, offset);
            limit = Math.clamp(limit, 1, LONGEST);
        }

        /** One more than is asked for, to see whether there is a next part. */
        int toLoad() {
            return limit + 1;
        }

        <S, T> Page<T> of(List<S> loaded, Function<S, T> body) {
            var items = loaded.stream().limit(limit).map(body).toList();
            return new Page<>(items, loaded.size() > limit ? offset + limit : null);
        }
    }
}
