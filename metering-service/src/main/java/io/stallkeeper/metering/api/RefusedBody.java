package io.stallkeeper.metering.api;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/**
 * What is left of a body whose request has been answered. A connection that is closed with it unread is reset, and the
 * caller, who is still sending, sees a broken pipe instead of the answer. So it is read and thrown away, for a while.
 */
final class RefusedBody {

    /** 100 MB from a caller who sends all before reading. */
    private static final long MOST_BYTES = 128L << 20;

    private static final long AT_MOST_MS = 10_000;

    private final HttpServerRequest request;
    private long bytes;

    private RefusedBody(HttpServerRequest request) {
        this.request = request;
    }

    /** Then the connection is closed: after the body's end, at a bound, or when the caller goes. After the answer. */
    static void discard(Vertx vertx, HttpServerRequest request) {
        if (request.isEnded()) {
            request.connection().close();
            return;
        }
        var body = new RefusedBody(request);
        long timer = vertx.setTimer(AT_MOST_MS, late -> request.connection().close());
        request.connection().closeHandler(closed -> vertx.cancelTimer(timer));
        request.exceptionHandler(gone -> request.connection().close())
                .endHandler(all -> request.connection().close())
                .handler(more -> body.discard(more.length()))
                .resume();
    }

    private void discard(int more) {
        bytes += more;
        if (bytes > MOST_BYTES) {
            request.connection().close();
        }
    }
}
