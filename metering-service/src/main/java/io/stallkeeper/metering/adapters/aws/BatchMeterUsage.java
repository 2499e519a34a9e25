package io.stallkeeper.metering.adapters.aws;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.metering.adapters.postgres.HourRow;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.hour.RecordAnswer;
import io.stallkeeper.metering.domain.hour.RecordAnswer.Status;
import java.net.ConnectException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.marketplacemetering.MarketplaceMeteringAsyncClient;
import software.amazon.awssdk.services.marketplacemetering.model.BatchMeterUsageResponse;

/** Sends frozen hours of one product to AWS, as they were frozen, and says what became of them. Never fails. */
public final class BatchMeterUsage {

    private final MarketplaceMeteringAsyncClient client;

    public BatchMeterUsage(MarketplaceMeteringAsyncClient client) {
        this.client = client;
    }

    /** At most 25 hours, all sent as the same kind of identity. */
    public Uni<CallOutcome> call(List<HourRow> hours) {
        var byIdentity = hours.stream().collect(Collectors.toMap(RecordIdentity::of, HourRow::key));
        return credentials()
                .chain(() -> Uni.createFrom()
                        .completionStage(() -> client.batchMeterUsage(UsageRecords.requestOf(hours)))
                        .map(response -> answered(response, byIdentity))
                        .onFailure()
                        .recoverWithItem(BatchMeterUsage::failed))
                .onFailure(NoCredentials.class)
                .recoverWithItem(new CallOutcome.Blocked("no-credentials"));
    }

    /** Asked for before the call, so that a call without any is told from one that AWS may have taken. */
    private Uni<Void> credentials() {
        return Uni.createFrom()
                .completionStage(() -> client.serviceClientConfiguration()
                        .credentialsProvider()
                        .resolveIdentity())
                .onFailure()
                .transform(NoCredentials::new)
                .replaceWithVoid();
    }

    private static CallOutcome answered(BatchMeterUsageResponse response, Map<RecordIdentity, HourKey> byIdentity) {
        var answers = new HashMap<HourKey, RecordAnswer>();
        for (var result : response.results()) {
            var key = byIdentity.get(RecordIdentity.of(result.usageRecord()));
            var status = statusOf(result.statusAsString());
            if (key != null && status != null) {
                var id = Objects.requireNonNullElse(result.meteringRecordId(), "");
                var quantity = result.usageRecord().quantity();
                answers.put(key, new RecordAnswer(status, id, quantity == null ? null : quantity.longValue()));
            }
        }
        var unprocessed = response.unprocessedRecords().stream()
                .map(usage -> byIdentity.get(RecordIdentity.of(usage)))
                .filter(Objects::nonNull)
                .filter(key -> !answers.containsKey(key))
                .collect(Collectors.toSet());
        var unclear = new HashSet<>(byIdentity.values());
        unclear.removeAll(answers.keySet());
        unclear.removeAll(unprocessed);
        return new CallOutcome.Answered(answers, unprocessed, unclear);
    }

    private static @Nullable Status statusOf(@Nullable String name) {
        return switch (Objects.requireNonNullElse(name, "")) {
            case "Success" -> Status.SUCCESS;
            case "CustomerNotSubscribed" -> Status.CUSTOMER_NOT_SUBSCRIBED;
            case "DuplicateRecord" -> Status.DUPLICATE_RECORD;
            default -> null;
        };
    }

    private static CallOutcome failed(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!(cause instanceof AwsServiceException error)) {
            return neverLeft(cause)
                    ? new CallOutcome.Throttled("not-reached")
                    : new CallOutcome.Unanswered(cause.getClass().getSimpleName());
        }
        var details = error.awsErrorDetails();
        var code = details == null || details.errorCode() == null ? "HTTP " + error.statusCode() : details.errorCode();
        return switch (code) {
            case "InvalidUsageDimensionException",
                    "InvalidLicenseException",
                    "InvalidCustomerIdentifierException",
                    "InvalidProductCodeException",
                    "InvalidTagException",
                    "InvalidUsageAllocationsException",
                    "TimestampOutOfBoundsException",
                    "ValidationException",
                    "SerializationException" -> new CallOutcome.Refused(code);
            default -> ofStatus(error, code);
        };
    }

    private static CallOutcome ofStatus(AwsServiceException error, String code) {
        if (error.isThrottlingException() || error.statusCode() == 429 || code.startsWith("Throttl")) {
            return new CallOutcome.Throttled(code);
        }
        return error.statusCode() >= 500 ? new CallOutcome.Unanswered(code) : new CallOutcome.Blocked(code);
    }

    /** Nothing listened, so nothing can have been taken. */
    private static boolean neverLeft(Throwable failure) {
        return failure instanceof SdkException && failure.getCause() instanceof ConnectException;
    }

    private static final class NoCredentials extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoCredentials(Throwable cause) {
            super(cause);
        }
    }
}
