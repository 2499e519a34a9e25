package io.stallkeeper.simulator.domain.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** So many calls a second and key, with a burst of one second's worth (protocol page, 4.6). A rate of 0 admits all. */
public final class Throttle {
    private final int callsPerSecond;
    private final Map<String, Bucket> buckets = new HashMap<>();

    private record Bucket(double calls, Instant at) {}

    public Throttle(int callsPerSecond) {
        this.callsPerSecond = callsPerSecond;
    }

    /** Whether one more call is admitted at this instant. */
    public synchronized boolean admits(String key, Instant at) {
        if (callsPerSecond == 0) {
            return true;
        }
        double calls = refilled(buckets.getOrDefault(key, new Bucket(callsPerSecond, at)), at);
        boolean admitted = calls >= 1;
        buckets.put(key, new Bucket(admitted ? calls - 1 : calls, at));
        return admitted;
    }

    private double refilled(Bucket bucket, Instant at) {
        double seconds = Duration.between(bucket.at(), at).toNanos() / 1e9;
        return Math.min(callsPerSecond, bucket.calls() + Math.max(0, seconds) * callsPerSecond);
    }
}
