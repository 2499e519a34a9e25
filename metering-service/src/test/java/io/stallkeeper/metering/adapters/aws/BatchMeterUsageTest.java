package io.stallkeeper.metering.adapters.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.stallkeeper.metering.adapters.postgres.HourRow;
import io.stallkeeper.metering.domain.hour.HourBook;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.hour.MeteredHourEvent;
import io.stallkeeper.metering.domain.hour.RecordAnswer;
import io.stallkeeper.metering.domain.hour.RecordAnswer.Status;
import io.stallkeeper.metering.domain.hour.SendAs;
import io.stallkeeper.metering.domain.hour.TaggedQuantity;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.marketplacemetering.MarketplaceMeteringAsyncClient;
import software.amazon.awssdk.services.marketplacemetering.MarketplaceMeteringAsyncClientBuilder;

/**
 * What is made of answers, also of those that AWS has never been seen to give. AWS is a server that says what it is
 * told.
 */
class BatchMeterUsageTest {

    private static final HourKey REQUESTS = new HourKey("l-1", "requests", Instant.parse("2026-08-20T14:00:00Z"));
    private static final HourKey SEATS = new HourKey("l-1", "seats", Instant.parse("2026-08-20T14:00:00Z"));
    private static final SendAs LICENSE = new SendAs("code", "arn", "111122223333", null);

    private static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any"));

    private volatile String answer = "{}";
    private volatile String received = "";
    private volatile int status = 200;
    private final HttpServer server = serverOnAnyPort();

    @BeforeEach
    void start() {
        server.createContext("/", exchange -> {
            received = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var body = answer.getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void each_record_has_the_answer_that_aws_gave_for_it() {
        answer = """
                {"Results": [%s, %s], "UnprocessedRecords": []}
                """.formatted(
                        result("requests", "Success", ", \"MeteringRecordId\": \"id-1\""),
                        result("seats", "DuplicateRecord", ""));

        assertThat(call(REQUESTS, SEATS))
                .isEqualTo(new CallOutcome.Answered(
                        Map.of(
                                REQUESTS,
                                new RecordAnswer(Status.SUCCESS, "id-1", 3L),
                                SEATS,
                                new RecordAnswer(Status.DUPLICATE_RECORD, "", 3L)),
                        Set.of(),
                        Set.of()));
    }

    @Test
    void a_duplicate_is_told_with_the_quantity_that_aws_has_whenever_in_the_hour_that_was_metered() {
        answer = """
                {"Results": [{"UsageRecord": {"Timestamp": %d, "Dimension": "requests", "LicenseArn": "arn", "Quantity": 7},
                "Status": "DuplicateRecord"}], "UnprocessedRecords": []}
                """.formatted(REQUESTS.hour().getEpochSecond() + 3_599);

        assertThat(call(REQUESTS))
                .isEqualTo(new CallOutcome.Answered(
                        Map.of(REQUESTS, new RecordAnswer(Status.DUPLICATE_RECORD, "", 7L)), Set.of(), Set.of()));
    }

    @Test
    void a_status_that_nobody_knows_leaves_it_unclear_whether_aws_took_the_record() {
        answer = """
                {"Results": [%s, %s], "UnprocessedRecords": []}
                """.formatted(result("requests", "Deferred", ""), result("seats", "Success", ""));

        assertThat(call(REQUESTS, SEATS)).isInstanceOfSatisfying(CallOutcome.Answered.class, answered -> {
            assertThat(answered.unclear()).containsExactly(REQUESTS);
            assertThat(answered.answers()).containsOnlyKeys(SEATS);
        });
    }

    @Test
    void a_record_that_the_answer_does_not_name_is_unclear_and_one_that_was_left_is_not() {
        answer = """
                {"Results": [], "UnprocessedRecords": [%s]}
                """.formatted(record("seats"));

        assertThat(call(REQUESTS, SEATS))
                .isEqualTo(new CallOutcome.Answered(Map.of(), Set.of(SEATS), Set.of(REQUESTS)));
    }

    @Test
    void an_answer_for_records_that_were_not_in_the_call_means_nothing() {
        answer = """
                {"Results": [%s], "UnprocessedRecords": [%s]}
                """.formatted(result("others", "Success", ""), record("others"));

        assertThat(call(REQUESTS)).isEqualTo(new CallOutcome.Answered(Map.of(), Set.of(), Set.of(REQUESTS)));
    }

    @ParameterizedTest(name = "{0} with {1} is {2}")
    @CsvSource({
        "400, InvalidTagException,           Refused",
        "400, TimestampOutOfBoundsException, Refused",
        "400, ThrottlingException,           Throttled",
        "429, TooManyRequestsException,      Throttled",
        "400, DisabledApiException,          Blocked",
        "400, AccessDeniedException,         Blocked",
        "403, InvalidSignatureException,     Blocked",
        "400, NobodyKnowsException,          Blocked",
        "500, InternalServiceErrorException, Unanswered",
        "502, BadGateway,                    Unanswered",
    })
    void an_error_says_whether_the_records_the_rate_or_the_seller_is_to_blame(
            int httpStatus, String error, String outcome) {
        status = httpStatus;
        answer = "{\"__type\": \"com.amazonaws#%s\", \"message\": \"no\"}".formatted(error);

        assertThat(call(REQUESTS).getClass().getSimpleName()).isEqualTo(outcome);
    }

    @Test
    void a_server_that_is_not_there_has_taken_nothing() {
        server.stop(0);

        assertThat(call(REQUESTS)).isEqualTo(new CallOutcome.Throttled("not-reached"));
    }

    @Test
    void without_credentials_nothing_is_sent() {
        AwsCredentialsProvider none = () -> {
            throw SdkClientException.create("none");
        };
        try (var client = client().credentialsProvider(none).build()) {
            var outcome = new BatchMeterUsage(client, none)
                    .call(List.of(hour(REQUESTS)))
                    .await()
                    .indefinitely();

            assertThat(outcome).isEqualTo(new CallOutcome.Blocked("no-credentials"));
            assertThat(received).isEmpty();
        }
    }

    @Test
    void a_record_carries_its_tags_and_no_product_code_beside_its_license() {
        call(REQUESTS);

        assertThat(received)
                .contains("{\"AllocatedUsageQuantity\":1}")
                .contains("{\"AllocatedUsageQuantity\":2,\"Tags\":[{\"Key\":\"team\",\"Value\":\"a\"}]}")
                .contains("\"LicenseArn\":\"arn\"")
                .doesNotContain("ProductCode");
    }

    private CallOutcome call(HourKey... keys) {
        var hours = List.of(keys).stream().map(BatchMeterUsageTest::hour).toList();
        try (var client = client().build()) {
            return new BatchMeterUsage(client, CREDENTIALS).call(hours).await().indefinitely();
        }
    }

    private MarketplaceMeteringAsyncClientBuilder client() {
        return MarketplaceMeteringAsyncClient.builder()
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .overrideConfiguration(override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    }

    private static HourRow hour(HourKey key) {
        var allocations = List.of(new TaggedQuantity("", 1), new TaggedQuantity("team\ta", 2));
        var book = HourBook.EMPTY
                .andCarriedIn(new BigDecimal("3"))
                .evolve(new MeteredHourEvent.HourFrozen(key, 3, key.hour(), LICENSE, allocations, true));
        return new HourRow(key, book, BigDecimal.ZERO, 1, key.hour(), LICENSE, 1, 1, allocations, null, null);
    }

    private static String result(String dimension, String status, String more) {
        return "{\"UsageRecord\": %s, \"Status\": \"%s\"%s}".formatted(record(dimension), status, more);
    }

    private static String record(String dimension) {
        return "{\"Timestamp\": %d, \"Dimension\": \"%s\", \"LicenseArn\": \"arn\", \"Quantity\": 3}"
                .formatted(REQUESTS.hour().getEpochSecond(), dimension);
    }

    private static HttpServer serverOnAnyPort() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
