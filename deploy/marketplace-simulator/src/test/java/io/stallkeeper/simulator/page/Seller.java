package io.stallkeeper.simulator.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.marketplacemetering.MarketplaceMeteringClient;

/**
 * A seller's registration page: takes the form, resolves its token with AWS's own client, and sends the buyer on to a
 * second server, as a seller does whose registration page and application are two hosts.
 */
final class Seller implements AutoCloseable {
    private static final int SEE_OTHER = 303;
    private static final int OK = 200;

    private final HttpServer registration;
    private final HttpServer application;
    private final MarketplaceMeteringClient metering;
    private final BlockingQueue<Map<String, String>> forms = new LinkedBlockingQueue<>();

    Seller(URI marketplace) {
        metering = MarketplaceMeteringClient.builder()
                .endpointOverride(marketplace)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        try {
            var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            registration = HttpServer.create(anyPort, 0);
            application = HttpServer.create(anyPort, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        registration.createContext("/register", this::register);
        application.createContext("/", Seller::welcome);
        registration.start();
        application.start();
    }

    /** Where buyers are to be sent to. */
    URI fulfillmentUrl() {
        return URI.create("http://127.0.0.1:" + registration.getAddress().getPort() + "/register");
    }

    /** The forms that buyers brought, the oldest first. */
    BlockingQueue<Map<String, String>> forms() {
        return forms;
    }

    private void register(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> form =
                    parsed(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            form.put("(method)", exchange.getRequestMethod());
            form.put("(type)", exchange.getRequestHeaders().getFirst("Content-Type"));
            var customer = metering.resolveCustomer(
                    request -> request.registrationToken(form.get("x-amzn-marketplace-token")));
            form.put("(account)", customer.customerAWSAccountId());
            forms.add(form);
            exchange.getResponseHeaders()
                    .set(
                            "Location",
                            "http://127.0.0.1:" + application.getAddress().getPort() + "/welcome");
            exchange.sendResponseHeaders(SEE_OTHER, -1);
        }
    }

    private static void welcome(HttpExchange exchange) throws IOException {
        try (exchange) {
            String html = "<!DOCTYPE html><html lang=en><link rel=icon href=data:,><title>Seller</title>"
                    + "<h1>Welcome, buyer</h1>";
            byte[] page = html.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(OK, page.length);
            exchange.getResponseBody().write(page);
        }
    }

    private static Map<String, String> parsed(String body) {
        Map<String, String> fields = new TreeMap<>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        registration.stop(0);
        application.stop(0);
        metering.close();
    }
}
