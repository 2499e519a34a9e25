package io.stallkeeper.benchmark.load;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/** Answers every body with itself: what HTTP itself costs, in the server that Quarkus has too. */
public final class EchoServer {

    private EchoServer() {}

    /** @param arguments the port on loopback */
    public static void main(String[] arguments) {
        Vertx.vertx()
                .createHttpServer()
                .requestHandler(EchoServer::echo)
                .listen(Integer.parseInt(arguments[0]), "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static void echo(HttpServerRequest request) {
        request.bodyHandler(body -> request.response().end(body));
    }
}
