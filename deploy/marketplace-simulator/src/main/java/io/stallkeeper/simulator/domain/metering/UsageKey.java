package io.stallkeeper.simulator.domain.metering;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is billed at most once (protocol page, 4.2): a subject's dimension in an hour and a Region. Metering by license
 * and by product code have different subjects, so that metering both ways bills twice, as at AWS.
 *
 * @param subject the LicenseArn and account, or the product code and account
 * @param region the Region in which it is billed once; {@code *} if it is billed once in all of them (A7)
 * @param hour the hour's number since 1970-01-01T00:00Z
 */
public record UsageKey(MeteredBy meteredBy, String subject, String dimension, long hour, String region) {
    private static final long SECONDS_PER_HOUR = 3600;

    /** The number of the hour in which this instant lies. */
    public static long hourOf(Instant timestamp) {
        return hourOf(timestamp.getEpochSecond());
    }

    static long hourOf(long epochSecond) {
        return Math.floorDiv(epochSecond, SECONDS_PER_HOUR);
    }

    /** The product code that it was metered by; null if it was metered by license. */
    public @Nullable String productCode() {
        return meteredBy == MeteredBy.PRODUCT_CODE ? subject.substring(0, subject.lastIndexOf('/')) : null;
    }

    /** When the hour begins. */
    public Instant hourStart() {
        return Instant.ofEpochSecond(hour * SECONDS_PER_HOUR);
    }

    /** The MeteringRecordId; always the same for one key. */
    public String recordId() {
        String name = String.join("\n", meteredBy.name(), subject, dimension, Long.toString(hour), region);
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
