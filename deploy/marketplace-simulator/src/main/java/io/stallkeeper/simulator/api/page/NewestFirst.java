package io.stallkeeper.simulator.api.page;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Two lists in the order of time as one, the newest first; neither is copied, for one can be long. */
final class NewestFirst<T> implements Iterator<T> {
    private final Function<T, Instant> time;
    private final Iterator<T> left;
    private final Iterator<T> right;
    private @Nullable T nextLeft;
    private @Nullable T nextRight;

    private NewestFirst(List<T> left, List<T> right, Function<T, Instant> time) {
        this.time = time;
        this.left = left.reversed().iterator();
        this.right = right.reversed().iterator();
        nextLeft = next(this.left);
        nextRight = next(this.right);
    }

    static <T> Stream<T> of(List<T> left, List<T> right, Function<T, Instant> time) {
        var merged = new NewestFirst<>(left, right, time);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(merged, 0), false);
    }

    @Override
    public boolean hasNext() {
        return nextLeft != null || nextRight != null;
    }

    @Override
    public T next() {
        T fromLeft = nextLeft;
        T fromRight = nextRight;
        if (fromLeft != null && (fromRight == null || !time.apply(fromLeft).isBefore(time.apply(fromRight)))) {
            nextLeft = next(left);
            return fromLeft;
        }
        if (fromRight == null) {
            throw new NoSuchElementException();
        }
        nextRight = next(right);
        return fromRight;
    }

    private static <T> @Nullable T next(Iterator<T> iterator) {
        return iterator.hasNext() ? iterator.next() : null;
    }
}
