package io.stallkeeper.metering.adapters.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What says of a record of the usage topic that it was parked before and is tried again. Such a record only counts
 * together with the parked row, in the same transaction, so it counts once however often it was sent.
 *
 * @param replays how often it has been tried again, this time included
 */
public record ReplayMark(UUID id, Instant parkedAt, int replays) {

    /** Ours alone; on a record that was never parked it makes that record void. */
    public static final String HEADER = "stallkeeper-parked";

    static boolean isOn(ConsumerRecord<?, ?> message) {
        return message.headers().lastHeader(HEADER) != null;
    }

    /** Null if the record is no replay. */
    static @Nullable ReplayMark of(ConsumerRecord<?, ?> message) {
        var header = message.headers().lastHeader(HEADER);
        if (header == null || header.value() == null) {
            return null;
        }
        var parts = new String(header.value(), US_ASCII).split(";", 3);
        try {
            return parts.length < 3
                    ? null
                    : new ReplayMark(UUID.fromString(parts[0]), Instant.parse(parts[1]), Integer.parseInt(parts[2]));
        } catch (IllegalArgumentException | DateTimeException e) {
            return null;
        }
    }

    public byte[] toBytes() {
        return (id + ";" + parkedAt + ";" + replays).getBytes(US_ASCII);
    }
}
