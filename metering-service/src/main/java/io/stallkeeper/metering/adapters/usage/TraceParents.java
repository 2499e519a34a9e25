package io.stallkeeper.metering.adapters.usage;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The trace that an event came in by, as W3C's trace context writes it. */
final class TraceParents {

    private static final Pattern FORM = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceParents() {}

    static @Nullable String validOrNull(@Nullable String traceparent) {
        return traceparent != null && FORM.matcher(traceparent).matches() ? traceparent : null;
    }
}
