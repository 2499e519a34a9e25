package io.stallkeeper.metering.scenario;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands still until it is told another time. */
final class SetClock extends Clock {

    private volatile Instant now = Instant.EPOCH;

    void set(Instant time) {
        if (time.isBefore(now)) {
            throw new IllegalArgumentException("time doesn't go back to " + time);
        }
        now = time;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("instants have no zone");
    }
}
