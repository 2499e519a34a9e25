package io.stallkeeper.metering.adapters.fingerprint;

import io.stallkeeper.metering.domain.duplicate.Fingerprint;
import io.stallkeeper.metering.domain.duplicate.HourWindow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;

/**
 * The fingerprints of the usage events of the last hours, so that what is sent again is known again. They are in a log,
 * in the order of time, and an index says where: a look-up of a new one is a look at two places of the index, whether
 * there are a thousand of them or a hundred million. Both are files that are mapped into memory: the index, which is
 * read anywhere, takes 12 bytes an entry and ought to have room in memory; the log, 16 bytes an entry, is written at
 * its end and read where something is known again. Next to nothing of it is on the heap. For one thread at a time.
 */
public final class FingerprintMemory {

    /** Many, so that making one anew copies little. */
    private static final int PARTS = 1024;

    private static final int PART_SHIFT = 64 - 10;

    /** The log's positions have 31 bits. */
    private static final long MOST = 2_000_000_000;

    /** Odd, so that no two numbers have one product. */
    private final long secret;

    private final Duration remembered;
    private final long capacity;
    private final FingerprintLog log;
    private final IndexPart[] index = new IndexPart[PARTS];
    private final IndexPart.WorkingRoom room = new IndexPart.WorkingRoom();

    /**
     * @param folder for files that are gone when the process ends; fails with UncheckedIOException if they can't be
     *     there
     * @param remembered how long an entry is known again at least
     * @param capacity entries at most
     */
    public FingerprintMemory(Path folder, Duration remembered, long capacity) {
        this(folder, remembered, capacity, new SecureRandom().nextLong() | 1);
    }

    FingerprintMemory(Path folder, Duration remembered, long capacity, long secret) {
        if (capacity < 1 || capacity > MOST) {
            throw new IllegalArgumentException(
                    "stallkeeper.metering.remembered-events must be 1 to %d, not %d".formatted(MOST, capacity));
        }
        this.secret = secret;
        this.remembered = remembered;
        this.capacity = capacity;
        try {
            int chunks = FingerprintLog.chunksFor(capacity);
            log = new FingerprintLog(ScratchFile.in(folder, chunks, FingerprintLog.longsOfChunk()), chunks);
            int longs = IndexPart.longsFor(shareOf(capacity));
            var recent = ScratchFile.in(folder, PARTS, longs);
            var settled = ScratchFile.in(folder, PARTS, longs);
            for (int i = 0; i < PARTS; i++) {
                index[i] = new IndexPart(new FingerprintTable(log, recent, i), new FingerprintTable(log, settled, i));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no file of known usage events can be in " + folder, e);
        }
    }

    /** What a part gets of so many at most. It gets more, eight standard deviations, once in 10^15 times. */
    private static int shareOf(long entries) {
        double mean = (double) entries / PARTS;
        return Math.toIntExact((long) Math.ceil(mean + 8 * Math.sqrt(mean) + 8));
    }

    /** Forgets everything. */
    public void clear() {
        log.clear();
        for (var part : index) {
            part.clear();
        }
    }

    /** Whether what was counted at that time is remembered. */
    public boolean reaches(Instant at, Instant now) {
        return windowAt(now).holds(windowAt(at).newest());
    }

    public boolean contains(Fingerprint fingerprint, Instant now) {
        long high = spread(fingerprint);
        long position = partOf(high).find(high, fingerprint.low());
        return position >= 0 && windowAt(now).holds(log.hourAt(position));
    }

    /**
     * Makes room for so many more, and forgets what is too old; false if that would be more than the capacity.
     *
     * @throws IOException if the disk is full
     */
    public boolean makeRoomFor(int more, Instant now) throws IOException {
        log.forgetOld(windowAt(now));
        if (log.entries() + more > capacity) {
            return false;
        }
        log.makeRoomFor(more);
        int ofEach = shareOf(more);
        for (var part : index) {
            part.makeRoomFor(ofEach, room);
        }
        return true;
    }

    /**
     * Only after room was made for it.
     *
     * @param at when it was counted
     */
    public void add(Fingerprint fingerprint, Instant at) {
        long high = spread(fingerprint);
        long position = log.append(high, fingerprint.low(), windowAt(at).newest());
        partOf(high).put(high, fingerprint.low(), position);
    }

    /** Entries that take room. */
    public long entries() {
        return log.entries();
    }

    public long capacity() {
        return capacity;
    }

    /** Room on the disk that they take, or have taken. */
    public long bytes() {
        long bytes = log.reservedBytes();
        for (var part : index) {
            bytes += part.reservedBytes();
        }
        return bytes;
    }

    /**
     * Others for others. Without it, who reports usage could choose ids that all belong to one part, until that is
     * full.
     */
    private long spread(Fingerprint fingerprint) {
        return fingerprint.high() * secret;
    }

    private IndexPart partOf(long high) {
        return index[(int) (high >>> PART_SHIFT)];
    }

    private HourWindow windowAt(Instant now) {
        return HourWindow.endingAt(now, remembered);
    }
}
