package io.stallkeeper.registration.adapters.aws;

import io.stallkeeper.registration.domain.Resolution;
import io.stallkeeper.registration.domain.Resolution.ForeignProduct;
import io.stallkeeper.registration.domain.Resolution.Misconfigured;
import io.stallkeeper.registration.domain.Resolution.Resolved;
import io.stallkeeper.registration.domain.Resolution.Throttled;
import io.stallkeeper.registration.domain.Resolution.TokenExpired;
import io.stallkeeper.registration.domain.Resolution.TokenInvalid;
import io.stallkeeper.registration.domain.Resolution.Unavailable;
import io.stallkeeper.registration.domain.Resolution.Unidentified;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.marketplacemetering.model.DisabledApiException;
import software.amazon.awssdk.services.marketplacemetering.model.ExpiredTokenException;
import software.amazon.awssdk.services.marketplacemetering.model.InvalidTokenException;

/** What the SDK's exceptions mean for a registration, and what outcomes are called in metrics. */
final class Outcomes {

    private static final int SERVER_ERROR = 500;

    private Outcomes() {}

    static Resolution ofFailure(Throwable failure) {
        return switch (failure) {
            case ExpiredTokenException _ -> new TokenExpired();
            case InvalidTokenException _ -> new TokenInvalid();
            case DisabledApiException _ -> new Misconfigured("DisabledApiException");
            case AwsServiceException refusal -> ofRefusal(refusal);
            case ApiCallTimeoutException _, ApiCallAttemptTimeoutException _ -> new Unavailable();
            case Throwable other when isCausedByIo(other) -> new Unavailable();
            // No credentials, no Region, a role that can't be assumed.
            case Throwable other -> new Misconfigured(other.getClass().getSimpleName());
        };
    }

    private static Resolution ofRefusal(AwsServiceException refusal) {
        if (refusal.isThrottlingException()) {
            return new Throttled();
        }
        if (refusal.statusCode() >= SERVER_ERROR) {
            return new Unavailable();
        }
        var details = refusal.awsErrorDetails();
        var code = details == null || details.errorCode() == null ? "unknown" : details.errorCode();
        // The token is all that there is in the request.
        return code.equals("ValidationException") ? new TokenInvalid() : new Misconfigured(code);
    }

    private static boolean isCausedByIo(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    static String nameOf(Resolution resolution) {
        return switch (resolution) {
            case Resolved _ -> "resolved";
            case TokenExpired _ -> "token-expired";
            case TokenInvalid _ -> "token-invalid";
            case Throttled _ -> "throttled";
            case Unavailable _ -> "unavailable";
            case Misconfigured _ -> "misconfigured";
            case ForeignProduct _ -> "foreign-product";
            case Unidentified _ -> "unidentified";
        };
    }
}
