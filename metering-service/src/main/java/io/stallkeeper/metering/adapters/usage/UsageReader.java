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
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads CloudEvents of type {@value UsageReported#TYPE}. The same rules hold for HTTP and for the topic. */
public final class UsageReader {

    /** Clocks differ a little; usage of a later hour isn't usage yet. */
    private static final Duration FUTURE_TOLERANCE = Duration.ofMinutes(10);

    private static final int MAX_NAME = 1024;
    private static final int MAX_DIMENSION = 255;
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
        if (dimension == null || dimension.isBlank() || dimension.length() > MAX_DIMENSION) {
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
        return new Countable(new ReportedUsage(
                event.getSource().toString(),
                event.getId(),
                subscriptionId,
                dimension,
                units,
                event.getTime().toInstant(),
                traceparent));
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
