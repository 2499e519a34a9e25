package io.stallkeeper.metering.adapters.fingerprint;

import io.stallkeeper.metering.domain.duplicate.Fingerprint;
import io.stallkeeper.metering.domain.duplicate.HourWindow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * The fingerprints of the usage events of the last hours, so that what is sent again is known again. A look-up takes the same
 * time whether there are a thousand of them or a hundred million: one place in a file that is mapped into memory, no tree. An
 * entry takes 23 to 31 bytes of that file and nothing of the heap. Entries that are too old are forgotten when their room is
 * needed. For one thread at a time.
 */
public final class FingerprintMemory {

    /** Many, so that growing one copies little. */
    private static final int SEGMENTS = 1024;

    private static final int SEGMENT_SHIFT = 64 - 10;

    /** Above, what is too old takes room that may be needed: it is looked for once an hour, since that reads all. */
    private static final double FORGETS_FROM = 0.75;

    private final Duration remembered;
    private final long capacity;
    private final FingerprintSegment[] segments = new FingerprintSegment[SEGMENTS];
    private long entries;
    private int forgotOldIn = -1;

    /**
     * @param folder for a file that is gone when the process ends; fails with UncheckedIOException if it can't be there
     * @param remembered how long an entry is known again at least
     * @param capacity entries at most
     */
    public FingerprintMemory(Path folder, Duration remembered, long capacity) {
        this.remembered = remembered;
        this.capacity = capacity;
        int ofASegment = shareOf(capacity);
        try {
            var file = ScratchFile.in(folder, SEGMENTS, FingerprintSegment.longsFor(ofASegment));
            for (int i = 0; i < SEGMENTS; i++) {
                segments[i] = new FingerprintSegment(file, i, ofASegment);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no file of known usage events can be in " + folder, e);
        }
    }

    /** What a segment gets of so many at most. It gets more, eight standard deviations, once in 10^15 times. */
    private static int shareOf(long entries) {
        double mean = (double) entries / SEGMENTS;
        return Math.toIntExact((long) Math.ceil(mean + 8 * Math.sqrt(mean) + 8));
    }

    /** Forgets everything. */
    public void clear() {
        for (var segment : segments) {
            segment.clear();
        }
        entries = 0;
    }

    /** Whether what was counted at that time is remembered. */
    public boolean reaches(Instant at, Instant now) {
        return windowAt(now).holds(windowAt(at).newest());
    }

    public boolean contains(Fingerprint fingerprint, Instant now) {
        return segmentOf(fingerprint).contains(fingerprint.high(), fingerprint.low(), windowAt(now));
    }

    /**
     * Makes room for so many more, if need be by forgetting what is too old; false if that would be more than the capacity.
     *
     * @throws IOException if the disk is full
     */
    public boolean makeRoomFor(int more, Instant now) throws IOException {
        var window = windowAt(now);
        if (entries + more > FORGETS_FROM * capacity && forgotOldIn != window.newest()) {
            forgetOld(window);
            forgotOldIn = window.newest();
        }
        if (entries + more > capacity) {
            return false;
        }
        int ofEach = shareOf(more);
        for (var segment : segments) {
            int before = segment.entries();
            try {
                segment.makeRoomFor(ofEach, window);
            } finally {
                entries += segment.entries() - before;
            }
        }
        return true;
    }

    private void forgetOld(HourWindow window) {
        entries = 0;
        for (var segment : segments) {
            segment.forgetOld(window);
            entries += segment.entries();
        }
    }

    /**
     * Only after room was made for it.
     *
     * @param at when it was counted
     */
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

    /** Room on the disk that they take, or have taken. */
    public long bytes() {
        long bytes = 0;
        for (var segment : segments) {
            bytes += segment.reservedBytes();
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
