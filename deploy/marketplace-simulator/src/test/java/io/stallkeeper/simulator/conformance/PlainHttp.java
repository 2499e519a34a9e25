package io.stallkeeper.simulator.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Sends what no SDK lets through: the JSON as it is, with a signature that nobody could believe. */
final class PlainHttp implements Client {
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public Outcome call(URI endpoint, Call call) {
        var request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", call.service().targetPrefix() + "." + call.operation())
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + call.accessKeyId() + "/20261123/" + call.region()
                                + "/aws-marketplace/aws4_request, SignedHeaders=host, Signature=0")
                .POST(BodyPublishers.ofString(call.input().toString()))
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            JsonNode body = json.readTree(response.body());
            String type = body.path("__type").asText();
            return type.isEmpty()
                    ? Outcome.answered(response.statusCode(), body)
                    : Outcome.failed(response.statusCode(), type.substring(type.indexOf('#') + 1));
        } catch (IOException e) {
            return Outcome.failed(0, e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
