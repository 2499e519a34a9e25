package io.stallkeeper.local.life;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stallkeeper.local.http.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** The buyer's browser: it posts forms and follows redirects, and presses the button again when nobody answers. */
final class Browser {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SEE_OTHER = 303;

    private Browser() {}

    /** Posts the form, and returns the page that it led to. */
    static Page post(URI address, Map<String, String> form) {
        return Patience.retry("a page of " + address.getPath(), () -> {
            var body = form.entrySet().stream()
                    .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                    .collect(Collectors.joining("&"));
            var request = HttpRequest.newBuilder(address)
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(body))
                    .build();
            var answer = Json.exchange(request);
            return answer.statusCode() == SEE_OTHER ? get(locationOf(answer)) : pageOrFailure(answer);
        });
    }

    private static Page get(URI address) {
        var request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        return pageOrFailure(Json.exchange(request));
    }

    private static URI locationOf(HttpResponse<String> answer) {
        var location = answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IllegalStateException("a redirect to nowhere"));
        return answer.uri().resolve(location);
    }

    private static Page pageOrFailure(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("The buyer sees status " + answer.statusCode());
        }
        return new Page(answer.uri(), answer.body());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    /** What the buyer sees, and where. */
    record Page(URI address, String html) {}
}
