package io.stallkeeper.benchmark.metering;

import io.stallkeeper.benchmark.process.MeasuredProcess;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The simulator as if it were as far away as AWS: every answer comes so much later. It notes when each BatchMeterUsage
 * call came and how many of its records were accepted.
 */
final class DistantMarketplace implements AutoCloseable {

    private static final int MANY = 64;
    private static final List<String> NOT_PASSED_ON =
            List.of("host", "content-length", "connection", "transfer-encoding");

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(MANY));
    private final int port = MeasuredProcess.freePort();
    private final URI simulator;
    private final Duration latency;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Long> lastAcceptedAt = new ConcurrentHashMap<>();
    private final Map<String, Integer> acceptedOf = new ConcurrentHashMap<>();

    /**
     * A call that was answered.
     *
     * @param cameAt of System.nanoTime()
     * @param oldestHour the smallest timestamp of its records, in epoch seconds
     */
    record Call(long cameAt, long answeredAt, int accepted, long oldestHour) {}

    DistantMarketplace(URI simulator, Duration latency) {
        this.simulator = simulator;
        this.latency = latency;
        vertx.createHttpServer()
                .requestHandler(this::passOn)
                .listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** In the order in which they were answered. */
    List<Call> calls() {
        return calls;
    }

    int accepted() {
        return calls.stream().mapToInt(Call::accepted).sum();
    }

    /** When a record of the license was last accepted, of System.nanoTime(); 0 if none was. */
    long lastAcceptedAt(@Nullable String licenseArn) {
        return licenseArn == null ? 0 : lastAcceptedAt.getOrDefault(licenseArn, 0L);
    }

    /** How many records of the license were accepted. */
    int acceptedOf(@Nullable String licenseArn) {
        return licenseArn == null ? 0 : acceptedOf.getOrDefault(licenseArn, 0);
    }

    /** The most calls that came in a second, wherever it begins. */
    int mostInASecond() {
        var came = calls.stream().mapToLong(Call::cameAt).sorted().toArray();
        int most = 0;
        int from = 0;
        for (int to = 0; to < came.length; to++) {
            while (came[to] - came[from] >= 1_000_000_000L) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }

    private void passOn(HttpServerRequest request) {
        long cameAt = System.nanoTime();
        request.body()
                .compose(body -> ask(request, body).onSuccess(answer -> answer(request, body, answer, cameAt)))
                .onFailure(failure -> request.response().setStatusCode(503).end());
    }

    private Future<Answer> ask(HttpServerRequest request, Buffer body) {
        var options = new RequestOptions()
                .setHost(simulator.getHost())
                .setPort(simulator.getPort())
                .setMethod(request.method())
                .setURI(request.uri());
        request.headers().forEach((name, value) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                options.addHeader(name, value);
            }
        });
        return http.request(options)
                .compose((HttpClientRequest onward) -> onward.send(body))
                .compose(response -> response.body()
                        .map(answer -> new Answer(
                                response.statusCode(),
                                response.getHeader("content-type"),
                                response.getHeader("x-amzn-errortype"),
                                answer)));
    }

    private void answer(HttpServerRequest request, Buffer body, Answer answer, long cameAt) {
        vertx.setTimer(Math.max(1, latency.toMillis()), timer -> {
            if (request.method().name().equals("POST")) {
                note(body, answer, cameAt);
            }
            var response = request.response().setStatusCode(answer.status());
            if (answer.contentType() != null) {
                response.putHeader("content-type", answer.contentType());
            }
            if (answer.errorType() != null) {
                response.putHeader("x-amzn-errortype", answer.errorType());
            }
            response.end(answer.body());
        });
    }

    private void note(Buffer body, Answer answer, long cameAt) {
        var records = new JsonObject(body).getJsonArray("UsageRecords");
        if (records == null) {
            return;
        }
        long now = System.nanoTime();
        int accepted = 0;
        if (answer.status() == 200) {
            for (var result : new JsonObject(answer.body()).getJsonArray("Results")) {
                var one = (JsonObject) result;
                if ("Success".equals(one.getString("Status"))) {
                    accepted++;
                    var license = one.getJsonObject("UsageRecord").getString("LicenseArn", "");
                    lastAcceptedAt.put(license, now);
                    acceptedOf.merge(license, 1, Integer::sum);
                }
            }
        }
        long oldest = records.stream()
                .mapToLong(one -> ((JsonObject) one).getNumber("Timestamp").longValue())
                .min()
                .orElse(0);
        calls.add(new Call(cameAt, now, accepted, oldest));
    }

    private record Answer(
            int status,
            @Nullable String contentType,
            @Nullable String errorType,
            Buffer body) {}

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
