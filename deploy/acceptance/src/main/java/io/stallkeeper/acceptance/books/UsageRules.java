package io.stallkeeper.acceptance.books;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.contracts.usage.UsageReported;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which usage events count, as the metering service's README promises it. */
final class UsageRules {

    private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(10);
    private static final Instant OLDEST = Instant.parse("2015-01-01T00:00:00Z");
    private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);
    private static final int MOST_DECIMALS = 12;
    private static final int LONGEST_NAME = 1024;
    private static final Pattern DIMENSION = Pattern.compile("[\\x20-\\x7E]{1,255}");

    private UsageRules() {}

    /** Null if it is nothing that counts. */
    static @Nullable ReportedOnce read(ObjectNode event, Instant now) {
        var id = event.path("id").asText();
        var source = event.path("source").asText();
        var time = time(event.path("time"));
        if (!event.path("specversion").asText().equals("1.0")
                || !event.path("type").asText().equals(UsageReported.TYPE)
                || id.isEmpty()
                || id.length() > LONGEST_NAME
                || source.isEmpty()
                || source.length() > LONGEST_NAME
                || time == null
                || time.isAfter(now.plus(CLOCKS_DIFFER_BY))
                || time.isBefore(OLDEST)) {
            return null;
        }
        return read(event.path("data"), time, now);
    }

    private static @Nullable ReportedOnce read(JsonNode data, Instant time, Instant now) {
        var buyer = data.path("subscriptionId").textValue();
        var dimension = data.path("dimension").textValue();
        var quantity = data.path("quantity");
        if (buyer == null
                || dimension == null
                || dimension.isBlank()
                || !DIMENSION.matcher(dimension).matches()
                || !quantity.isNumber()) {
            return null;
        }
        var units = quantity.decimalValue();
        return units.signum() < 0
                        || units.compareTo(MOST) > 0
                        || units.stripTrailingZeros().scale() > MOST_DECIMALS
                ? null
                : new ReportedOnce(new Account(buyer, dimension), units, time, now, null);
    }

    private static @Nullable Instant time(JsonNode text) {
        try {
            return text.isTextual() ? OffsetDateTime.parse(text.textValue()).toInstant() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
