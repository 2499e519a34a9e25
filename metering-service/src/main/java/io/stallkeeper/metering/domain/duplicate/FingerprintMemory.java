package io.stallkeeper.metering.domain.duplicate;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * The fingerprints of the usage events of the last hours, so that what is sent again is known again. A look-up takes the same
 * time whether it holds a thousand of them or a hundred million: one place in memory, no tree. An entry takes 23 to 31
 * bytes. Entries that are too old are forgotten when their room is needed. For one thread at a time.
 */
public final class FingerprintMemory {

    /** When its part of the memory has just grown. */
    public static final int MOST_BYTES_OF_AN_ENTRY = 31;

    /** Many, so that growing one copies little. */
    private static final int SEGMENTS = 4096;

    private static final int SEGMENT_SHIFT = 64 - 12;

    private final Duration remembered;
    private final long capacity;
    private final FingerprintSegment[] segments = new FingerprintSegment[SEGMENTS];
    private long entries;

    /**
     * @param remembered how long an entry is known again at least
     * @param capacity entries at most
     */
    public FingerprintMemory(Duration remembered, long capacity) {
        this.remembered = remembered;
        this.capacity = capacity;
        clear();
    }

    /** Forgets everything. */
    public void clear() {
        Arrays.setAll(segments, i -> new FingerprintSegment());
        entries = 0;
    }

    public boolean contains(Fingerprint fingerprint, Instant now) {
        return segmentOf(fingerprint).contains(fingerprint.high(), fingerprint.low(), windowAt(now));
    }

    /** Makes sure that there is room for so many more, if need be by forgetting what is too old. False if there isn't. */
    public boolean hasRoomFor(int more, Instant now) {
        if (entries + more > capacity) {
            var window = windowAt(now);
            entries = 0;
            for (var segment : segments) {
                segment.forgetOld(window);
                entries += segment.entries();
            }
        }
        return entries + more <= capacity;
    }

    /** @param at when it was counted */
    public void add(Fingerprint fingerprint, Instant at) {
        var segment = segmentOf(fingerprint);
        int before = segment.entries();
        segment.put(fingerprint.high(), fingerprint.low(), windowAt(at));
        entries += segment.entries() - before;
    }

    /** Entries that take room. */
    public long entries() {
        return entries;
    }

    public long capacity() {
        return capacity;
    }

    /** Memory that they take. */
    public long bytes() {
        long bytes = 0;
        for (var segment : segments) {
            bytes += segment.bytes();
        }
        return bytes;
    }

    private FingerprintSegment segmentOf(Fingerprint fingerprint) {
        return segments[(int) (fingerprint.high() >>> SEGMENT_SHIFT)];
    }

    private HourWindow windowAt(Instant now) {
        return HourWindow.endingAt(now, remembered);
    }
}
