package io.stallkeeper.entitlement.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.stallkeeper.eventsourcing.log.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.marketplaceentitlement.MarketplaceEntitlementAsyncClient;

/** AWS's wire, JSON 1.1, with answers that a test lays down: pages that no simulator would make. */
final class PagesOfAws implements AutoCloseable {

    private final Queue<String> pages = new ConcurrentLinkedQueue<>();
    private final List<JsonNode> requests = new ArrayList<>();
    private final HttpServer server;

    /** @param pages answered one after the other, the last one ever after */
    PagesOfAws(String... pages) {
        this.pages.addAll(List.of(pages));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        requests.add(EventJson.MAPPER.readTree(exchange.getRequestBody()));
        var page = pages.size() > 1 ? pages.remove() : pages.element();
        var body = page.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(page.contains("__type") ? 400 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    synchronized List<JsonNode> requests() {
        return List.copyOf(requests);
    }

    MarketplaceEntitlementAsyncClient client() {
        return MarketplaceEntitlementAsyncClient.builder()
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
