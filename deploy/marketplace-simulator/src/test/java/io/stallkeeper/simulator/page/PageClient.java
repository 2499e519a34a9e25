package io.stallkeeper.simulator.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Loads pages and sends forms as a browser does, but follows nothing. */
final class PageClient {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;

    PageClient(URI base) {
        this.base = base;
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(at(path)));
    }

    /** Sends a form; {@code headers} are names and values in turn. */
    HttpResponse<String> post(String path, String form, String... headers) {
        var request = HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** Sends a form that must be taken; answers with the path of the page that follows. */
    String done(String path, String form) {
        HttpResponse<String> answer = post(path, form);
        assertEquals(303, answer.statusCode(), () -> path + ": " + answer.body());
        return URI.create(answer.headers().firstValue("Location").orElseThrow())
                .getPath()
                .substring(1);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private URI at(String path) {
        return base.resolve("/" + path);
    }
}
