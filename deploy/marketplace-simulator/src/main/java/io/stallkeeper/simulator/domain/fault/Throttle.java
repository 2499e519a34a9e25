package io.stallkeeper.simulator.domain.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** So many calls a second and key, with a burst of one second's worth (protocol page, 4.6). A rate of 0 admits all. */
public final class Throttle {
    /** AWS has some 30 Regions; whoever names more must not fill the memory. The least used starts anew. */
    private static final int MOST_KEYS = 1000;

    private final int callsPerSecond;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_KEYS;
        }
    };

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
