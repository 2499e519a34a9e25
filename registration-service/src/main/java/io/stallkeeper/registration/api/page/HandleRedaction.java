package io.stallkeeper.registration.api.page;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.inject.Singleton;

/** Keeps handles out of traces: while one is valid, who reads it there could open the registration. */
@Singleton
public class HandleRedaction implements SpanProcessor {

    private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
    private static final String PREFIX = "/registration/";

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        var path = span.getAttribute(PATH);
        if (path != null && path.startsWith(PREFIX)) {
            span.setAttribute(PATH, PREFIX + "{handle}");
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {}

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
