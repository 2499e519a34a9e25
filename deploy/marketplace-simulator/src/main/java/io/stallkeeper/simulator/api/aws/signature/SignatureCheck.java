package io.stallkeeper.simulator.api.aws.signature;

import io.stallkeeper.simulator.api.aws.operation.AwsService;
import io.stallkeeper.simulator.domain.refusal.Refusal;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether a request is signed with one of the known keys, for the right service and Region, and lately. Without known
 * keys every request is taken, signed or not, but for a Region in which AWS hasn't the service: there is no such host.
 */
public final class SignatureCheck {
    private static final String SIGNING_NAME = "aws-marketplace";
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Map<String, SellerKey> keys;
    private final Duration tolerance;
    private final InstantSource realTime;
    private final Regions regions;

    /** Which Regions a request may be signed for. */
    public enum Regions {
        /** Those in which AWS has the service. */
        AWS,
        /** Any name, so that plays in one marketplace can be kept apart; only if no keys are known. */
        ANY
    }

    /**
     * @param tolerance how far the time of signing may be from now, either way
     * @param regions what counts where no keys are known
     * @param realTime what requests are signed by; the marketplace's clock may stand elsewhere
     */
    public SignatureCheck(Collection<SellerKey> keys, Duration tolerance, Regions regions, InstantSource realTime) {
        this.regions = regions;
        this.keys = keys.stream().collect(Collectors.toMap(SellerKey::accessKeyId, Function.identity()));
        this.tolerance = tolerance;
        this.realTime = realTime;
    }

    /** Why the request can't be believed. */
    public Optional<Refusal> check(SignedRequest request, AwsService service) {
        String authorization = request.header("authorization");
        if (keys.isEmpty()) {
            return regions == Regions.ANY || authorization == null
                    ? Optional.empty()
                    : Credential.of(authorization).flatMap(credential -> region(service, credential));
        }
        if (authorization == null) {
            return refused(RefusalCode.MISSING_AUTHENTICATION_TOKEN, "Request is missing Authentication Token");
        }
        return Credential.of(authorization)
                .map(credential -> check(request, service, credential))
                .orElseGet(() -> refused(
                        RefusalCode.INCOMPLETE_SIGNATURE,
                        "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' parameters."));
    }

    private Optional<Refusal> check(SignedRequest request, AwsService service, Credential credential) {
        SellerKey key = keys.get(credential.accessKeyId());
        String session = request.header("x-amz-security-token");
        if (key == null || (key.sessionToken() != null && !key.sessionToken().equals(session))) {
            return refused(RefusalCode.UNRECOGNIZED_CLIENT, "The security token included in the request is invalid.");
        }
        return scope(service, credential)
                .or(() -> time(request, credential))
                .or(() -> signature(request, credential, key));
    }

    private static Optional<Refusal> scope(AwsService service, Credential credential) {
        if (!credential.service().equals(SIGNING_NAME)) {
            return invalid("Credential should be scoped to correct service: '" + SIGNING_NAME + "'.");
        }
        return region(service, credential);
    }

    private static Optional<Refusal> region(AwsService service, Credential credential) {
        return service.regions().contains(credential.region())
                ? Optional.empty()
                : invalid("Credential should be scoped to a valid Region, not '" + credential.region() + "'.");
    }

    private Optional<Refusal> time(SignedRequest request, Credential credential) {
        String timestamp = request.header("x-amz-date");
        if (timestamp == null) {
            return refused(
                    RefusalCode.INCOMPLETE_SIGNATURE, "Authorization header requires existence of 'X-Amz-Date'.");
        }
        Instant signedAt;
        try {
            signedAt = TIMESTAMP.parse(timestamp, Instant::from);
        } catch (DateTimeParseException _) {
            return refused(
                    RefusalCode.INCOMPLETE_SIGNATURE,
                    "Date must be in ISO-8601 'basic format'. Got '" + timestamp + "'.");
        }
        if (!timestamp.startsWith(credential.date())) {
            return invalid("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
                    + credential.date() + "' != '" + timestamp.substring(0, 8) + "', from '" + timestamp + "'.");
        }
        Instant now = realTime.instant();
        if (signedAt.isBefore(now.minus(tolerance))) {
            return invalid("Signature expired: " + timestamp + " is now earlier than "
                    + TIMESTAMP.format(now.minus(tolerance)) + " (" + TIMESTAMP.format(now) + " - "
                    + tolerance.toMinutes() + " min.)");
        }
        return signedAt.isAfter(now.plus(tolerance))
                ? invalid("Signature not yet current: " + timestamp + " is still later than "
                        + TIMESTAMP.format(now.plus(tolerance)) + " (" + TIMESTAMP.format(now) + " + "
                        + tolerance.toMinutes() + " min.)")
                : Optional.empty();
    }

    private static Optional<Refusal> signature(SignedRequest request, Credential credential, SellerKey key) {
        if (!credential.signedHeaders().contains("host")) {
            return invalid("'Host' must be a 'SignedHeader' in the AWS Authorization.");
        }
        return credential.namesHeadersOnce() && isRight(request, credential, key)
                ? Optional.empty()
                : invalid("The request signature we calculated does not match the signature you provided. Check your"
                        + " AWS Secret Access Key and signing method. Consult the service documentation for details.");
    }

    private static boolean isRight(SignedRequest request, Credential credential, SellerKey key) {
        String timestamp = String.valueOf(request.header("x-amz-date"));
        String expected = Signature.of(request, credential, timestamp, key.secretAccessKey());
        return Signature.equal(expected, credential.signature());
    }

    private static Optional<Refusal> invalid(String message) {
        return refused(RefusalCode.INVALID_SIGNATURE, message);
    }

    private static Optional<Refusal> refused(RefusalCode code, String message) {
        return Optional.of(code.because(message));
    }
}
