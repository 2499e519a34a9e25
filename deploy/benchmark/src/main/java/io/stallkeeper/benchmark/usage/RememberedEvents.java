package io.stallkeeper.benchmark.usage;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;

/** Rows of the ledger's table of batches, as if so many events had been counted within the last hours. */
final class RememberedEvents {

    private static final int IN_A_BATCH = 50_000;
    private static final String INSERT = "insert into metering.usage_batch"
            + " (written_at, events, is_late, oldest_hour, hours, body) values (?, ?, false, ?, ?, ?)";

    private final Random random = new Random(1);

    void write(Connection database, long events) throws SQLException {
        var now = Instant.now();
        try (var insert = database.prepareStatement(INSERT)) {
            for (long written = 0; written < events; written += IN_A_BATCH) {
                int count = (int) Math.min(IN_A_BATCH, events - written);
                // Over the last twenty hours.
                var at = now.minusSeconds(72_000 - written * 72_000 / events);
                insert.setTimestamp(1, Timestamp.from(at));
                insert.setInt(2, count);
                insert.setTimestamp(3, Timestamp.from(at.truncatedTo(ChronoUnit.HOURS)));
                insert.setBytes(4, new byte[8]);
                insert.setBytes(5, body(count));
                insert.executeUpdate();
            }
        }
    }

    /**
     * The form 1 of a batch: a dictionary of one source, a UUID for each event, and then the least that can be said.
     */
    private byte[] body(int events) {
        var out = new ByteArrayOutputStream(24 * events);
        number(1, out);
        number(events, out);
        number(1, out);
        text("/app/eu-central-1/api", out);
        var uuid = new byte[16];
        for (int i = 0; i < events; i++) {
            random.nextBytes(uuid);
            out.write(0);
            out.write(0);
            out.writeBytes(uuid);
        }
        number(1, out);
        text("usage-0", out);
        number(1, out);
        text("", out);
        out.write(0);
        // For each event: hour, partition, offset, time, outcome, quantity.
        out.writeBytes(new byte[6 * events]);
        return out.toByteArray();
    }

    private static void text(String text, ByteArrayOutputStream out) {
        number(text.length(), out);
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void number(int number, ByteArrayOutputStream out) {
        int rest = number;
        while (rest > 0x7F) {
            out.write(rest | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }
}
