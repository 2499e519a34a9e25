package io.stallkeeper.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** Speaks to a running simulator by HTTP: the admin API, and AWS's wire by hand. */
public final class SimulatorClient {
    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;

    public SimulatorClient(URI base) {
        this.base = base;
    }

    /** An answer whose body is JSON. */
    record Answer(int status, String type, JsonNode body) {
        String text(String name) {
            return body.path(name).asText();
        }
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder(at(path)).GET());
    }

    Answer put(String path, String body) {
        return send(json(path).PUT(BodyPublishers.ofString(body)));
    }

    Answer delete(String path) {
        return send(HttpRequest.newBuilder(at(path)).DELETE());
    }

    Answer post(String path, String body) {
        return send(json(path).POST(BodyPublishers.ofString(body)));
    }

    /** A request without a body, which may say of which type it would be. */
    Answer postNothing(String path, String type) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at("simulator/v1/" + path));
        return send((type.isEmpty() ? request : request.header("Content-Type", type)).POST(BodyPublishers.noBody()));
    }

    Answer postText(String path, String body) {
        return send(HttpRequest.newBuilder(at("simulator/v1/" + path))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(body)));
    }

    /** The body of a request to the admin API that must succeed. */
    public JsonNode admin(String path, String body) {
        Answer answer = post("simulator/v1/" + path, body);
        if (answer.status() >= 300) {
            throw new AssertionError(answer);
        }
        return answer.body();
    }

    Answer aws(String target, String region, String body) {
        return aws(target, region, body.getBytes(StandardCharsets.UTF_8));
    }

    Answer aws(String target, String region, byte[] body) {
        return awsAt("", target, region, body);
    }

    Answer awsAt(String path, String target, String region, String body) {
        return awsAt(path, target, region, body.getBytes(StandardCharsets.UTF_8));
    }

    private Answer awsAt(String path, String target, String region, byte[] body) {
        return send(HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", target)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=any/20261123/" + region
                                + "/aws-marketplace/aws4_request, Signature=0")
                .POST(BodyPublishers.ofByteArray(body)));
    }

    private HttpRequest.Builder json(String path) {
        return HttpRequest.newBuilder(at(path)).header("Content-Type", "application/json");
    }

    private URI at(String path) {
        return base.resolve("/" + path);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
