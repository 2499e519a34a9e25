package io.stallkeeper.entitlement.adapters.lookup;

import io.micrometer.core.instrument.MeterRegistry;
import io.stallkeeper.entitlement.adapters.aws.UnusableAnswer;
import io.vertx.core.VertxException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Counts what became of lookups, and knows since when all of them fail. */
public final class LookupOutcomes {

    private final MeterRegistry metrics;
    private final Clock clock;
    private final AtomicReference<@Nullable Instant> failingSince = new AtomicReference<>();

    public LookupOutcomes(MeterRegistry metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    void answered(String outcome) {
        failingSince.set(null);
        count(outcome);
    }

    void failed(String outcome) {
        failingSince.compareAndSet(null, clock.instant());
        count(outcome);
    }

    /** Empty if the last lookup was answered. */
    public Optional<Instant> failingSince() {
        return Optional.ofNullable(failingSince.get());
    }

    /** AWS's name of its error, or a word in kebab-case. */
    static String nameOf(RuntimeException failure) {
        return switch (failure) {
            case AwsServiceException aws
            when aws.awsErrorDetails() != null -> aws.awsErrorDetails().errorCode();
            case AwsServiceException _ -> "aws-error";
            case SdkClientException _ -> "aws-unreachable";
            case UnusableAnswer _ -> "unusable-answer";
            case VertxException _ -> "database-error";
            default -> "failed";
        };
    }

    private void count(String outcome) {
        metrics.counter("stallkeeper.entitlement.lookups", "outcome", outcome).increment();
    }
}
