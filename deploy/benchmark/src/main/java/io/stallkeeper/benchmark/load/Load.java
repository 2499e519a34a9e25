package io.stallkeeper.benchmark.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Sends one request after the other over so many connections at a time, from one thread, so that most of the machine is
 * left to the server.
 */
public final class Load implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client;
    private final RequestOptions request;
    private final int connections;

    /**
     * POSTs.
     *
     * @param headers what every request has
     */
    public Load(URI address, Map<String, String> headers, int connections) {
        this(HttpMethod.POST, address, headers, connections);
    }

    /** @param headers what every request has */
    public Load(HttpMethod method, URI address, Map<String, String> headers, int connections) {
        this.connections = connections;
        this.client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(connections));
        this.request = new RequestOptions().setMethod(method).setAbsoluteURI(address.toString());
        headers.forEach(request::putHeader);
    }

    /**
     * Makes so many calls; ends with an IllegalStateException at the first answer that is not 2xx.
     *
     * @param bodies the body of a call by the call's number from 0 on; called by one thread
     * @param answers takes every answer; called by the same thread
     * @return how many calls a second were answered
     */
    public double callsPerSecond(long calls, LongFunction<Buffer> bodies, Consumer<Buffer> answers) {
        var run = new Run(calls, bodies, answers);
        long start = System.nanoTime();
        vertx.getOrCreateContext().runOnContext(_ -> run.start(connections));
        run.end.join();
        return calls * 1e9 / (System.nanoTime() - start);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** One series of calls; everything of it happens on one context, so that nothing needs a lock. */
    private final class Run {

        private final long calls;
        private final LongFunction<Buffer> bodies;
        private final Consumer<Buffer> answers;
        private final CompletableFuture<Void> end = new CompletableFuture<>();
        private long begun;
        private long answered;

        Run(long calls, LongFunction<Buffer> bodies, Consumer<Buffer> answers) {
            this.calls = calls;
            this.bodies = bodies;
            this.answers = answers;
        }

        void start(int atATime) {
            for (int i = 0; i < atATime; i++) {
                next();
            }
        }

        private void next() {
            if (begun == calls) {
                return;
            }
            var body = bodies.apply(begun++);
            client.request(request)
                    .compose(call -> call.send(body))
                    .compose(Run::whole)
                    .onSuccess(this::answered)
                    .onFailure(end::completeExceptionally);
        }

        private void answered(Buffer answer) {
            answers.accept(answer);
            if (++answered == calls) {
                end.complete(null);
            }
            next();
        }

        private static Future<Buffer> whole(HttpClientResponse response) {
            return response.body()
                    .compose(body -> response.statusCode() / 100 == 2
                            ? Future.succeededFuture(body)
                            : Future.failedFuture(new IllegalStateException(response.statusCode() + ": " + body)));
        }
    }
}
