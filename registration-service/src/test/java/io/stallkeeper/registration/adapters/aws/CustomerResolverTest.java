package io.stallkeeper.registration.adapters.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stallkeeper.registration.domain.BuyerIdentity;
import io.stallkeeper.registration.domain.Resolution;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.marketplacemetering.MarketplaceMeteringAsyncClient;

/** The SDK's real client against answers that the simulator doesn't give. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // to make and close a client takes seconds
class CustomerResolverTest {

    private static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    private static final String LICENSE = "arn:aws:license-manager::294406891311:license:l-0f3a";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HttpServer aws;
    private final MarketplaceMeteringAsyncClient client;
    private int status = 200;
    private String answer = "{}";

    CustomerResolverTest() throws IOException {
        aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        aws.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
            var body = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        aws.start();
        client = client(
                CREDENTIALS, URI.create("http://127.0.0.1:" + aws.getAddress().getPort()));
    }

    @AfterAll
    void stop() {
        client.close();
        aws.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "400, ExpiredTokenException, token-expired",
        "400, InvalidTokenException, token-invalid",
        "400, ValidationException, token-invalid",
        "400, ThrottlingException, throttled",
        "500, InternalServiceErrorException, unavailable",
        "503, ServiceUnavailable, unavailable",
        "400, DisabledApiException, misconfigured",
        "400, AccessDeniedException, misconfigured",
        "400, UnrecognizedClientException, misconfigured",
        "403, InvalidSignatureException, misconfigured",
        "404, UnknownOperationException, misconfigured"
    })
    void every_error_of_aws_has_its_meaning_and_is_counted(int httpStatus, String code, String outcome) {
        status = httpStatus;
        answer = "{\"__type\":\"com.amazonaws.marketplace.metering#" + code + "\",\"message\":\"no\"}";

        long before = counted(outcome);

        var resolution = resolve("token");

        assertThat(Outcomes.nameOf(resolution)).isEqualTo(outcome);
        assertThat(counted(outcome)).isEqualTo(before + 1);
    }

    @Test
    void a_license_names_the_buyer_of_a_new_product() {
        answers("ours", LICENSE, "111122223333", "");

        assertThat(resolve("token"))
                .isEqualTo(new Resolution.Resolved(BuyerIdentity.ofLicense("ours", LICENSE, "111122223333")));
    }

    @Test
    void the_customer_identifier_names_the_buyer_of_an_older_product_until_it_has_moved() {
        answers("ours", LICENSE, "111122223333", "Zq7F");
        assertThat(resolve("token"))
                .isEqualTo(new Resolution.Resolved(
                        BuyerIdentity.ofCustomer("ours", "Zq7F", "111122223333").andLicense(LICENSE)));

        answers("moved", LICENSE, "111122223333", "Zq7F");
        assertThat(resolve("token"))
                .isEqualTo(new Resolution.Resolved(
                        BuyerIdentity.ofLicense("moved", LICENSE, "111122223333"),
                        BuyerIdentity.ofCustomer("moved", "Zq7F", "111122223333")
                                .andLicense(LICENSE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not-an-arn", "arn:aws:license-manager::294406891311:license:lic-0f3a"})
    void an_answer_without_a_usable_name_identifies_nobody(String licenseArn) {
        answers("ours", licenseArn, "111122223333", "");

        assertThat(resolve("token")).isEqualTo(new Resolution.Unidentified());
    }

    @Test
    void a_buyer_of_another_product_is_foreign() {
        answers("theirs", LICENSE, "111122223333", "");

        assertThat(resolve("token")).isEqualTo(new Resolution.ForeignProduct("theirs"));
    }

    @Test
    void without_credentials_it_is_our_setup_that_is_wrong() {
        AwsCredentialsProvider none = () -> {
            throw SdkClientException.create("Unable to load credentials");
        };

        assertThat(resolve(client(none, URI.create("http://127.0.0.1:1"))))
                .isInstanceOf(Resolution.Misconfigured.class);
    }

    @Test
    void an_endpoint_that_cannot_be_reached_is_unavailable() {
        assertThat(resolve(client(CREDENTIALS, URI.create("http://127.0.0.1:1"))))
                .isEqualTo(new Resolution.Unavailable());
    }

    @Test
    void an_endpoint_that_does_not_answer_in_time_is_unavailable() throws IOException {
        try (var silent = new ServerSocket(0)) {
            var endpoint = URI.create("http://127.0.0.1:" + silent.getLocalPort());

            assertThat(resolve(client(CREDENTIALS, endpoint))).isEqualTo(new Resolution.Unavailable());
        }
    }

    private Resolution resolve(String token) {
        return resolve(client, token);
    }

    private Resolution resolve(MarketplaceMeteringAsyncClient oneOff) {
        try (oneOff) {
            return resolve(oneOff, "token");
        }
    }

    private Resolution resolve(MarketplaceMeteringAsyncClient asked, String token) {
        return new CustomerResolver(asked, Set.of("ours", "moved"), Set.of("moved"), meters)
                .resolve(token)
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private long counted(String outcome) {
        return meters.timer("stallkeeper.registration.resolve", "outcome", outcome)
                .count();
    }

    private static MarketplaceMeteringAsyncClient client(AwsCredentialsProvider credentials, URI endpoint) {
        return MarketplaceMeteringAsyncClient.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(endpoint)
                .credentialsProvider(credentials)
                .overrideConfiguration(configuration -> configuration.apiCallTimeout(Duration.ofSeconds(8)))
                .build();
    }

    private void answers(String product, String licenseArn, String accountId, String customerIdentifier) {
        status = 200;
        answer = """
                {"ProductCode":"%s","LicenseArn":"%s","CustomerAWSAccountId":"%s","CustomerIdentifier":"%s"}
                """.formatted(product, licenseArn, accountId, customerIdentifier);
    }
}
