package io.stallkeeper.acceptance;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** An OTLP/HTTP receiver that keeps all spans. */
public final class Spans implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Span> byId = new ConcurrentHashMap<>();

    /** @param parentId empty for the first of a trace */
    public record Span(String service, String name, String traceId, String id, String parentId) {}

    private Spans(HttpServer server) {
        this.server = server;
    }

    /** Starts on any free port. */
    public static Spans receive() {
        try {
            var spans = new Spans(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            spans.server.createContext("/v1/traces", spans::receive);
            spans.server.createContext("/", Spans::ignore);
            spans.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            spans.server.start();
            return spans;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public List<Span> ofTrace(String traceId) {
        return byId.values().stream()
                .filter(span -> span.traceId().equals(traceId))
                .toList();
    }

    /** The span and all that led to it, the span itself first, as far as they have come in. */
    public List<Span> upwardsFrom(Span span) {
        return Stream.iterate(Optional.of(span), Optional::isPresent, child -> child.map(Span::parentId)
                        .map(byId::get))
                .flatMap(Optional::stream)
                .toList();
    }

    private void receive(HttpExchange exchange) throws IOException {
        var zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (var body = zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
            keep(ExportTraceServiceRequest.parseFrom(body));
        }
        answer(exchange);
    }

    private static void ignore(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        answer(exchange);
    }

    /** An empty message of protobuf: all were taken. */
    private static void answer(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private void keep(ExportTraceServiceRequest request) {
        for (var resource : request.getResourceSpansList()) {
            var service = resource.getResource().getAttributesList().stream()
                    .filter(attribute -> attribute.getKey().equals("service.name"))
                    .map(attribute -> attribute.getValue().getStringValue())
                    .findFirst()
                    .orElse("");
            for (var scope : resource.getScopeSpansList()) {
                for (var span : scope.getSpansList()) {
                    var kept = new Span(
                            service,
                            span.getName(),
                            hex(span.getTraceId()),
                            hex(span.getSpanId()),
                            hex(span.getParentSpanId()));
                    byId.put(kept.id(), kept);
                }
            }
        }
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
