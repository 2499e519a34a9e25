package io.stallkeeper.simulator;

import com.sun.net.httpserver.HttpServer;
import io.stallkeeper.simulator.domain.listing.NotificationForm;
import io.stallkeeper.simulator.domain.listing.NotificationRoute;
import io.stallkeeper.simulator.domain.listing.TargetKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A seller's HTTP address that doesn't take every notification. */
final class Hook implements AutoCloseable {
    private static final int OK = 200;

    private final AtomicInteger refusals = new AtomicInteger();
    private final HttpServer server;
    private volatile int status;

    private Hook(String unwanted, int status) throws IOException {
        this.status = status;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean refused = body.contains(unwanted) && this.status != OK;
            if (refused) {
                refusals.incrementAndGet();
            }
            exchange.sendResponseHeaders(refused ? this.status : OK, -1);
            exchange.close();
        });
        server.start();
    }

    /** Answers what contains this text with this status. */
    static Hook refusing(String unwanted, int status) throws IOException {
        return new Hook(unwanted, status);
    }

    /** Takes everything from now on. */
    void relent() {
        status = OK;
    }

    int refusals() {
        return refusals.get();
    }

    NotificationRoute route() {
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
        return new NotificationRoute(NotificationForm.EVENTBRIDGE, TargetKind.HTTP, address);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
