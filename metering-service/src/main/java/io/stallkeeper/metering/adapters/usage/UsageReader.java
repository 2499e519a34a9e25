package io.stallkeeper.metering.adapters.usage;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.stallkeeper.contracts.SubscriptionId;
import io.stallkeeper.contracts.usage.UsageReported;
import io.stallkeeper.eventsourcing.log.EventJson;
import io.stallkeeper.metering.adapters.usage.UsageReading.Countable;
import io.stallkeeper.metering.adapters.usage.UsageReading.Uncountable;
import io.stallkeeper.metering.domain.hour.MeteredHour;
import io.stallkeeper.metering.domain.usage.ReportedUsage;
import io.stallkeeper.metering.domain.usage.UsageTags;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads CloudEvents of type {@value UsageReported#TYPE}. The same rules hold for HTTP and for the topic. */
public final class UsageReader {

    /** Clocks differ a little; usage of a later hour isn't usage yet. */
    private static final Duration FUTURE_TOLERANCE = Duration.ofMinutes(10);

    /** Before AWS Marketplace sold software as a service nobody used any. */
    private static final Instant OLDEST = Instant.parse("2015-01-01T00:00:00Z");

    private static final int MAX_NAME = 1024;
    private static final int MAX_DATA_BYTES = 65_536;

    /** AWS names no alphabet (marketplace-protocol 4.1); what can't be printed is no identifier. */
    private static final Pattern DIMENSION = Pattern.compile("[\\x20-\\x7E]{1,255}");

    private static final Pattern TRACEPARENT = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private static final int MAX_DECIMALS = 12;
    private static final BigDecimal MAX_QUANTITY = BigDecimal.valueOf(MeteredHour.MAX_QUANTITY);

    private final Clock clock;

    public UsageReader(Clock clock) {
        this.clock = clock;
    }

    /** @param traceparent the trace that the event came in by */
    public UsageReading read(CloudEvent event, @Nullable String traceparent) {
        if (!UsageReported.TYPE.equals(event.getType())) {
            return new Uncountable("not-a-usage-event");
        }
        if (event.getId().length() > MAX_NAME || event.getSource().toString().length() > MAX_NAME) {
            return new Uncountable("id-or-source-too-long");
        }
        var time = event.getTime();
        if (time == null) {
            return new Uncountable("no-time");
        }
        if (time.toInstant().isAfter(clock.instant().plus(FUTURE_TOLERANCE))) {
            return new Uncountable("time-in-the-future");
        }
        if (time.toInstant().isBefore(OLDEST)) {
            return new Uncountable("time-out-of-range");
        }
        if (event.getData() != null && event.getData().toBytes().length > MAX_DATA_BYTES) {
            return new Uncountable("data-too-large");
        }
        var data = json(event);
        if (data == null || !data.isObject()) {
            return new Uncountable("data-not-json");
        }
        return readData(event, data, traceparent);
    }

    private static UsageReading readData(CloudEvent event, JsonNode data, @Nullable String traceparent) {
        var subscriptionId = subscriptionId(data);
        if (subscriptionId == null) {
            return new Uncountable("no-subscription");
        }
        var dimension = data.path("dimension").textValue();
        if (dimension == null
                || dimension.isBlank()
                || !DIMENSION.matcher(dimension).matches()) {
            return new Uncountable("no-dimension");
        }
        var quantity = data.path("quantity");
        if (!quantity.isNumber()) {
            return new Uncountable("quantity-not-a-number");
        }
        var units = quantity.decimalValue();
        if (units.signum() < 0) {
            return new Uncountable("quantity-negative");
        }
        if (units.compareTo(MAX_QUANTITY) > 0 || units.stripTrailingZeros().scale() > MAX_DECIMALS) {
            return new Uncountable("quantity-out-of-range");
        }
        var tags = tags(data.path("tags"));
        if (tags == null) {
            return new Uncountable("tags-not-valid");
        }
        var uniqueKey = data.path("uniqueKey");
        if (!uniqueKey.isMissingNode() && !isText(uniqueKey, MAX_NAME)) {
            return new Uncountable("unique-key-not-valid");
        }
        return new Countable(new ReportedUsage(
                event.getSource().toString(),
                event.getId(),
                subscriptionId,
                dimension,
                units,
                event.getTime().toInstant(),
                UsageTags.canonical(tags),
                uniqueKey.textValue(),
                traceparent != null && TRACEPARENT.matcher(traceparent).matches() ? traceparent : null));
    }

    private static @Nullable Map<String, String> tags(JsonNode json) {
        if (json.isMissingNode()) {
            return Map.of();
        }
        var tags = new HashMap<String, String>();
        for (var tag : json.properties()) {
            if (!tag.getValue().isTextual()) {
                return null;
            }
            tags.put(tag.getKey(), tag.getValue().textValue());
        }
        return json.isObject() && UsageTags.areValid(tags) ? tags : null;
    }

    private static boolean isText(JsonNode json, int maxLength) {
        return json.isTextual()
                && !json.textValue().isEmpty()
                && json.textValue().length() <= maxLength;
    }

    private static @Nullable JsonNode json(CloudEvent event) {
        var data = event.getData();
        try {
            return data == null ? null : EventJson.MAPPER.readTree(data.toBytes());
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable String subscriptionId(JsonNode data) {
        try {
            if (data.hasNonNull("subscriptionId")) {
                return new SubscriptionId(data.get("subscriptionId").asText()).value();
            }
            if (data.hasNonNull("licenseArn")) {
                return SubscriptionId.ofLicense(data.get("licenseArn").asText()).value();
            }
            if (data.hasNonNull("productCode") && data.hasNonNull("customerIdentifier")) {
                return SubscriptionId.ofCustomer(
                                data.get("productCode").asText(),
                                data.get("customerIdentifier").asText())
                        .value();
            }
            return null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
