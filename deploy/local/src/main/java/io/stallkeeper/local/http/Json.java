package io.stallkeeper.local.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** JSON over HTTP/1.1. Numbers with a fraction are read as decimals. */
public final class Json {

    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** For every call of the process; never follows a redirect. */
    public static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Json() {}

    /** The answer to a GET; throws IllegalStateException if it isn't 2xx. */
    public static JsonNode get(URI address) {
        return read(exchange(HttpRequest.newBuilder(address).timeout(PATIENCE).build()));
    }

    /** The answer to a body; throws IllegalStateException if it isn't 2xx. */
    public static JsonNode send(String method, URI address, JsonNode body) {
        return read(exchange(HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.toString()))
                .build()));
    }

    /** Sends; throws UncheckedIOException if there is no answer. */
    public static HttpResponse<String> exchange(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The body of an answer; throws IllegalStateException if it isn't 2xx. */
    public static JsonNode read(HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException("%s %s: %d %s"
                    .formatted(
                            response.request().method(),
                            response.request().uri(),
                            response.statusCode(),
                            response.body()));
        }
        try {
            return response.body().isBlank() ? MissingNode.getInstance() : MAPPER.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON: " + response.body(), e);
        }
    }
}
