package io.stallkeeper.metering.domain.duplicate;

import java.time.Duration;
import java.time.Instant;

/**
 * The hours whose entries are remembered. Hours are counted modulo 65 536, more than seven years.
 *
 * @param newest of new entries
 * @param length in hours; an entry of the hour that many before the newest still is remembered
 */
public record HourWindow(int newest, int length) {

    private static final int SECONDS = 3600;

    public static HourWindow endingAt(Instant now, Duration length) {
        int hour = (int) Math.floorDiv(now.getEpochSecond(), SECONDS) & 0xFFFF;
        return new HourWindow(hour, (int) Math.ceilDiv(length.toSeconds(), SECONDS));
    }

    /** An hour after the newest is remembered too: it is another replica's, whose clock is a little ahead. */
    public boolean holds(int hour) {
        return (short) (newest - hour) <= length;
    }
}
