package io.stallkeeper.metering.adapters.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a page of hours ends: the next one begins behind this hour and dimension, whatever came on top in the meantime.
 * As text it is opaque to callers.
 */
public record HourCursor(Instant hour, String dimension) {

    /** Before the newest hour that there can be. */
    static final HourCursor START = new HourCursor(Instant.parse("9999-01-01T00:00:00Z"), "");

    public String toText() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((hour + " " + dimension).getBytes(UTF_8));
    }

    /** Empty if it isn't one that was handed out. */
    public static Optional<HourCursor> of(String text) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split(" ", 2);
            return parts.length < 2 || parts[1].indexOf('\u0000') >= 0
                    ? Optional.empty()
                    : Optional.of(new HourCursor(Instant.parse(parts[0]), parts[1]));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
