package io.stallkeeper.metering.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.marketplacemetering.MarketplaceMeteringAsyncClient;
import software.amazon.awssdk.services.marketplacemetering.MarketplaceMeteringServiceClientConfiguration;
import software.amazon.awssdk.services.marketplacemetering.model.BatchMeterUsageRequest;
import software.amazon.awssdk.services.marketplacemetering.model.BatchMeterUsageResponse;
import software.amazon.awssdk.services.marketplacemetering.model.MarketplaceMeteringException;
import software.amazon.awssdk.services.marketplacemetering.model.UsageRecord;
import software.amazon.awssdk.services.marketplacemetering.model.UsageRecordResult;

/**
 * AWS, answering call after call as a scenario says: {@code accepts}, {@code duplicate}, {@code not subscribed},
 * {@code unprocessed}, {@code throttles}, {@code fails}, {@code no answer}, {@code refuses with <error>}, {@code dies};
 * or an object of these by dimension, with {@code otherwise}.
 */
final class ScriptedMarketplace implements MarketplaceMeteringAsyncClient {

    private final Deque<JsonNode> script = new ArrayDeque<>();
    private final List<BatchMeterUsageRequest> calls = new ArrayList<>();
    private int unanswered;

    /** What the next calls are answered. */
    synchronized void willAnswer(Iterable<JsonNode> answers) {
        answers.forEach(script::add);
    }

    /** Every call that there was, in its order. */
    synchronized List<BatchMeterUsageRequest> calls() {
        return List.copyOf(calls);
    }

    synchronized int answersLeft() {
        return script.size();
    }

    /** Records in calls that are under way for ever, because the process died. */
    synchronized int recordsWithoutAnswer() {
        return unanswered;
    }

    /** The claims of dead processes have run out. */
    synchronized void forgetUnanswered() {
        unanswered = 0;
    }

    @Override
    public MarketplaceMeteringServiceClientConfiguration serviceClientConfiguration() {
        return MarketplaceMeteringServiceClientConfiguration.builder()
                .region(Region.US_EAST_1)
                .build();
    }

    @Override
    public synchronized CompletableFuture<BatchMeterUsageResponse> batchMeterUsage(BatchMeterUsageRequest request) {
        var answer = script.poll();
        if (answer == null) {
            // A pause between attempts is over in the middle of a step: nothing happens that the scenario doesn't say.
            return failed("ThrottlingException", 400);
        }
        calls.add(request);
        if (answer.asText().equals("dies")) {
            unanswered += request.usageRecords().size();
            return new CompletableFuture<>();
        }
        return answer.isTextual() ? answer(request, answer.textValue()) : answerEach(request, answer);
    }

    private static CompletableFuture<BatchMeterUsageResponse> answer(BatchMeterUsageRequest request, String answer) {
        return switch (answer) {
            case "throttles" -> failed("ThrottlingException", 400);
            case "fails" -> failed("InternalServiceErrorException", 500);
            case "no answer" -> CompletableFuture.failedFuture(ApiCallTimeoutException.create(1));
            case String error
            when error.startsWith("refuses with ") -> failed(error.substring("refuses with ".length()), 400);
            case String status -> {
                var response = new Response();
                request.usageRecords().forEach(usage -> response.add(usage, status));
                yield CompletableFuture.completedFuture(response.build());
            }
        };
    }

    private static CompletableFuture<BatchMeterUsageResponse> answerEach(
            BatchMeterUsageRequest request, JsonNode each) {
        var response = new Response();
        for (var usage : request.usageRecords()) {
            var status =
                    each.path(usage.dimension()).asText(each.path("otherwise").asText());
            response.add(usage, status);
        }
        return CompletableFuture.completedFuture(response.build());
    }

    private static CompletableFuture<BatchMeterUsageResponse> failed(String code, int status) {
        var details = AwsErrorDetails.builder().errorCode(code).build();
        return CompletableFuture.failedFuture(MarketplaceMeteringException.builder()
                .awsErrorDetails(details)
                .statusCode(status)
                .build());
    }

    private static final class Response {
        private static final String DUPLICATE_OF = "duplicate of ";

        private final List<UsageRecordResult> results = new ArrayList<>();
        private final List<UsageRecord> unprocessed = new ArrayList<>();

        void add(UsageRecord usage, String status) {
            switch (status) {
                case String other
                when other.startsWith(DUPLICATE_OF) -> {
                    int before = Integer.parseInt(other.substring(DUPLICATE_OF.length()));
                    results.add(result(usage.copy(record -> record.quantity(before)), "DuplicateRecord"));
                }
                case "accepts" -> results.add(result(usage, "Success"));
                case "duplicate" -> results.add(result(usage, "DuplicateRecord"));
                case "not subscribed" -> results.add(result(usage, "CustomerNotSubscribed"));
                case "unprocessed" -> unprocessed.add(usage);
                default -> throw new IllegalArgumentException("AWS never answers \"" + status + '"');
            }
        }

        private static UsageRecordResult result(UsageRecord usage, String status) {
            return UsageRecordResult.builder()
                    .usageRecord(usage)
                    .status(status)
                    .meteringRecordId("metered-" + usage.dimension() + "-" + usage.timestamp())
                    .build();
        }

        BatchMeterUsageResponse build() {
            return BatchMeterUsageResponse.builder()
                    .results(results)
                    .unprocessedRecords(unprocessed)
                    .build();
        }
    }

    @Override
    public String serviceName() {
        return "Marketplace Metering";
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
