package io.stallkeeper.simulator.api.aws.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stallkeeper.simulator.api.aws.operation.AwsService;
import io.stallkeeper.simulator.api.aws.signature.SignatureCheck.Regions;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Requests that AWS's own signer signed, at a time that stands. */
class SignatureCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final String BODY = "{\"RegistrationToken\":\"abc\"}";
    private static final AwsCredentialsIdentity SELLER = AwsCredentialsIdentity.create("AKID", SECRET);

    private final SignatureCheck check = checking(new SellerKey("AKID", SECRET, null));

    @Test
    void what_aws_signs_is_believed() {
        assertEquals(Optional.empty(), refusal(check, signed(SELLER, NOW, "us-east-1"), BODY));
    }

    @Test
    void without_keys_everything_is_believed() {
        assertEquals(
                Optional.empty(),
                refusal(
                        checking(),
                        SdkHttpRequest.builder()
                                .method(SdkHttpMethod.POST)
                                .uri(URI.create("http://localhost/"))
                                .build(),
                        BODY));
    }

    @Test
    void without_keys_a_region_must_be_one_of_aws_unless_any_will_do() {
        SdkHttpRequest request = signed(SELLER, NOW, "mars-1");

        assertEquals(Optional.of(RefusalCode.INVALID_SIGNATURE), refusal(checking(), request, BODY));
        assertEquals(Optional.empty(), refusal(checking(Regions.ANY), request, BODY));
    }

    @Test
    void another_body_than_the_signed_one_is_not() {
        assertEquals(
                Optional.of(RefusalCode.INVALID_SIGNATURE),
                refusal(check, signed(SELLER, NOW, "us-east-1"), BODY + " "));
    }

    @Test
    void another_header_than_the_signed_one_is_not() {
        SdkHttpRequest other = signed(SELLER, NOW, "us-east-1").toBuilder()
                .putHeader("X-Amz-Target", "AWSMPMeteringService.BatchMeterUsage")
                .build();

        assertEquals(Optional.of(RefusalCode.INVALID_SIGNATURE), refusal(check, other, BODY));
    }

    @ParameterizedTest
    @CsvSource({"PT0S, true", "PT5M, true", "PT5M1S, false", "-PT5M, true", "-PT5M1S, false"})
    void the_clock_of_the_signer_is_nearly_right(Duration ahead, boolean believed) {
        Optional<RefusalCode> refusal = refusal(check, signed(SELLER, NOW.plus(ahead), "us-east-1"), BODY);

        assertEquals(believed ? Optional.empty() : Optional.of(RefusalCode.INVALID_SIGNATURE), refusal);
    }

    @ParameterizedTest
    @CsvSource({"us-east-1, true", "eu-west-3, true", "mars-1, false"})
    void the_service_has_the_region(String region, boolean believed) {
        Optional<RefusalCode> refusal = refusal(check, signed(SELLER, NOW, region), BODY);

        assertEquals(believed ? Optional.empty() : Optional.of(RefusalCode.INVALID_SIGNATURE), refusal);
    }

    @Test
    void a_header_named_again_and_again_is_not_put_together() {
        SdkHttpRequest right = signed(SELLER, NOW, "us-east-1");
        String authorization = right.firstMatchingHeader("Authorization").orElseThrow();
        String often = "host" + ";X-Long;x-long".repeat(40_000);
        SdkHttpRequest huge = right.toBuilder()
                .putHeader("x-long", "x".repeat(30_000))
                .putHeader("Authorization", authorization.replaceFirst("SignedHeaders=[^,]*", "SignedHeaders=" + often))
                .build();

        assertEquals(Optional.of(RefusalCode.INVALID_SIGNATURE), refusal(check, huge, BODY));
    }

    @Test
    void temporary_credentials_need_their_token() {
        SignatureCheck temporary = checking(new SellerKey("AKID", SECRET, "session"));

        assertEquals(
                Optional.empty(),
                refusal(
                        temporary,
                        signed(AwsSessionCredentialsIdentity.create("AKID", SECRET, "session"), NOW, "us-east-1"),
                        BODY));
        assertEquals(
                Optional.of(RefusalCode.UNRECOGNIZED_CLIENT),
                refusal(temporary, signed(SELLER, NOW, "us-east-1"), BODY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Basic YTpi|INCOMPLETE_SIGNATURE",
                "AWS4-HMAC-SHA256 Credential=AKID/x|INCOMPLETE_SIGNATURE",
                "AWS4-HMAC-SHA256 Credential=NOBODY/20261123/us-east-1/aws-marketplace/aws4_request, SignedHeaders=host,"
                        + " Signature=0|UNRECOGNIZED_CLIENT",
                "AWS4-HMAC-SHA256 Credential=AKID/20261123/us-east-1/s3/aws4_request, SignedHeaders=host,"
                        + " Signature=0|INVALID_SIGNATURE",
                "AWS4-HMAC-SHA256 Credential=AKID/20261122/us-east-1/aws-marketplace/aws4_request, SignedHeaders=host,"
                        + " Signature=0|INVALID_SIGNATURE",
                "AWS4-HMAC-SHA256 Credential=AKID/20261123/us-east-1/aws-marketplace/aws4_request, SignedHeaders=date,"
                        + " Signature=0|INVALID_SIGNATURE"
            })
    void a_header_that_claims_something_else_is_refused(String authorization, RefusalCode code) {
        SdkHttpRequest forged = signed(SELLER, NOW, "us-east-1").toBuilder()
                .putHeader("Authorization", authorization)
                .build();

        assertEquals(Optional.of(code), refusal(check, forged, BODY));
    }

    @Test
    void who_signs_nothing_is_told_so() {
        SdkHttpRequest unsigned = signed(SELLER, NOW, "us-east-1").toBuilder()
                .removeHeader("Authorization")
                .build();

        assertEquals(Optional.of(RefusalCode.MISSING_AUTHENTICATION_TOKEN), refusal(check, unsigned, BODY));
    }

    private static SignatureCheck checking(SellerKey... keys) {
        return checking(Regions.AWS, keys);
    }

    private static SignatureCheck checking(Regions regions, SellerKey... keys) {
        return new SignatureCheck(List.of(keys), Duration.ofMinutes(5), regions, InstantSource.fixed(NOW));
    }

    private static Optional<RefusalCode> refusal(SignatureCheck check, SdkHttpRequest request, String body) {
        var seen = new SignedRequest(
                request.method().name(),
                request.encodedPath().isEmpty() ? "/" : request.encodedPath(),
                "",
                request::matchingHeaders,
                () -> body.getBytes(StandardCharsets.UTF_8));
        return check.check(seen, AwsService.METERING).map(refusal -> refusal.code());
    }

    private static SdkHttpRequest signed(AwsCredentialsIdentity identity, Instant at, String region) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(URI.create("http://localhost:8090/"))
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", "AWSMPMeteringService.ResolveCustomer")
                .build();
        return AwsV4HttpSigner.create()
                .sign(signing -> signing.identity(identity)
                        .request(request)
                        .payload(() -> new ByteArrayInputStream(BODY.getBytes(StandardCharsets.UTF_8)))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "aws-marketplace")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC)))
                .request();
    }
}
