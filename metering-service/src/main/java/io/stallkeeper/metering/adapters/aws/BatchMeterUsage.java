package io.stallkeeper.metering.adapters.aws;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.metering.adapters.aws.CallOutcome.Answer;
import io.stallkeeper.metering.adapters.postgres.HourRow;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.hour.SendAs;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.marketplacemetering.MarketplaceMeteringAsyncClient;
import software.amazon.awssdk.services.marketplacemetering.model.BatchMeterUsageRequest;
import software.amazon.awssdk.services.marketplacemetering.model.BatchMeterUsageResponse;
import software.amazon.awssdk.services.marketplacemetering.model.UsageRecord;

/** Sends frozen hours of one product to AWS, as they were frozen, and says what became of them. Never fails. */
public final class BatchMeterUsage {

    private static final Set<String> KNOWN_STATUSES = Set.of("Success", "CustomerNotSubscribed", "DuplicateRecord");

    private final MarketplaceMeteringAsyncClient client;

    public BatchMeterUsage(MarketplaceMeteringAsyncClient client) {
        this.client = client;
    }

    /** At most 25 hours, all sent as the same kind of identity. */
    public Uni<CallOutcome> call(List<HourRow> hours) {
        var byIdentity = hours.stream().collect(Collectors.toMap(BatchMeterUsage::identityOf, HourRow::key));
        return Uni.createFrom()
                .completionStage(() -> client.batchMeterUsage(requestOf(hours)))
                .map(response -> answered(response, byIdentity))
                .onFailure()
                .recoverWithItem(BatchMeterUsage::failed);
    }

    private static BatchMeterUsageRequest requestOf(List<HourRow> hours) {
        var request = BatchMeterUsageRequest.builder()
                .usageRecords(hours.stream().map(BatchMeterUsage::recordOf).toList());
        var sendAs = sendAsOf(hours.getFirst());
        if (!sendAs.byLicense()) {
            request.productCode(sendAs.productCode());
        }
        return request.build();
    }

    private static UsageRecord recordOf(HourRow hour) {
        var sendAs = sendAsOf(hour);
        var usage = UsageRecord.builder()
                .timestamp(hour.timestamp())
                .dimension(hour.key().dimension())
                .quantity(Math.toIntExact(hour.book().quantity()));
        return sendAs.byLicense()
                ? usage.licenseArn(sendAs.licenseArn())
                        .customerAWSAccountId(sendAs.customerAwsAccountId())
                        .build()
                : usage.customerIdentifier(sendAs.customerIdentifier()).build();
    }

    private static CallOutcome answered(BatchMeterUsageResponse response, Map<Identity, HourKey> byIdentity) {
        var answers = new HashMap<HourKey, Answer>();
        for (var result : response.results()) {
            var key = byIdentity.get(identityOf(result.usageRecord()));
            if (key != null && KNOWN_STATUSES.contains(String.valueOf(result.statusAsString()))) {
                var id = Objects.requireNonNullElse(result.meteringRecordId(), "");
                answers.put(key, new Answer(result.statusAsString(), id));
            }
        }
        var unprocessed = response.unprocessedRecords().stream()
                .map(usage -> byIdentity.get(identityOf(usage)))
                .filter(Objects::nonNull)
                .toList();
        var unclear = byIdentity.values().stream()
                .filter(key -> !answers.containsKey(key) && !unprocessed.contains(key))
                .toList();
        return new CallOutcome.Answered(answers, unprocessed, unclear);
    }

    private static CallOutcome failed(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!(cause instanceof AwsServiceException error)) {
            return new CallOutcome.Unanswered(cause.getClass().getSimpleName());
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
            default -> error.statusCode() >= 500 ? new CallOutcome.Unanswered(code) : new CallOutcome.NotNow(code);
        };
    }

    private static SendAs sendAsOf(HourRow hour) {
        return Objects.requireNonNull(hour.sendAs(), "a frozen hour has an identity");
    }

    /** What makes a record one of its kind in a call, and comes back with its result. */
    private record Identity(
            @Nullable String license,
            @Nullable String customer,
            String dimension,
            @Nullable Instant timestamp) {}

    private static Identity identityOf(HourRow hour) {
        var sendAs = sendAsOf(hour);
        return new Identity(
                sendAs.licenseArn(),
                sendAs.byLicense() ? null : sendAs.customerIdentifier(),
                hour.key().dimension(),
                hour.timestamp() == null
                        ? null
                        : Instant.ofEpochSecond(hour.timestamp().getEpochSecond()));
    }

    private static Identity identityOf(UsageRecord usage) {
        return new Identity(
                usage.licenseArn(),
                usage.licenseArn() == null ? usage.customerIdentifier() : null,
                usage.dimension(),
                usage.timestamp() == null
                        ? null
                        : Instant.ofEpochSecond(usage.timestamp().getEpochSecond()));
    }
}
