package io.stallkeeper.metering.adapters.fingerprint;

import io.stallkeeper.metering.domain.duplicate.HourWindow;
import java.io.IOException;
import java.nio.LongBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Fingerprints in the order in which they were counted: pairs of longs, the second of which carries the hour in its
 * lowest 16 bits. It is written at its end alone, so a disk has little to write, and forgotten from its beginning. Its
 * chunks are used again.
 */
final class FingerprintLog {

    private static final int CHUNK_SHIFT = 16;

    /** In entries; a chunk takes 1 MiB. */
    private static final int CHUNK = 1 << CHUNK_SHIFT;

    private static final long HOUR_BITS = 0xFFFF;

    /** Of a shortened position. The other bit makes it different from 0. */
    private static final int POSITION_BITS = Integer.MAX_VALUE;

    private final ScratchFile file;
    private final LongBuffer[] chunks;
    private final Deque<LongBuffer> unused = new ArrayDeque<>();
    private int reserved;
    private long begin;
    private long end;
    private long endOfChunks;

    /** @param chunks as many as {@link #chunksFor} says */
    FingerprintLog(ScratchFile file, int chunks) {
        this.file = file;
        this.chunks = new LongBuffer[chunks];
    }

    /** @throws ArithmeticException for more than its short positions can tell apart */
    static int chunksFor(long entries) {
        return Math.addExact(Math.toIntExact(entries), 2 * CHUNK) >> CHUNK_SHIFT;
    }

    static int longsOfChunk() {
        return 2 * CHUNK;
    }

    long entries() {
        return end - begin;
    }

    long reservedBytes() {
        return (long) reserved * longsOfChunk() * Long.BYTES;
    }

    /** A position by 31 of its bits, never 0. */
    static int shortened(long position) {
        return (int) position | ~POSITION_BITS;
    }

    /** The last position with these bits that is not behind the end. */
    long positionOf(int shortened) {
        return end - ((end - shortened) & POSITION_BITS);
    }

    boolean has(long position) {
        return begin <= position && position < end;
    }

    boolean isAt(long position, long high, long low) {
        if (!has(position)) {
            return false;
        }
        var chunk = chunkOf(position);
        int at = indexOf(position);
        return chunk.get(at) == high && (chunk.get(at + 1) & ~HOUR_BITS) == low;
    }

    /** Only of positions that it has. */
    boolean haveSame(long position, long other) {
        var chunk = chunkOf(other);
        int at = indexOf(other);
        return isAt(position, chunk.get(at), chunk.get(at + 1) & ~HOUR_BITS);
    }

    /** Only of a position that it has. */
    int hourAt(long position) {
        return (int) (chunkOf(position).get(indexOf(position) + 1) & HOUR_BITS);
    }

    /** Only after room was made for it. Returns its position. */
    long append(long high, long low, int hour) {
        if (end == endOfChunks) {
            throw new IllegalStateException("no room was made for an entry");
        }
        var chunk = chunkOf(end);
        int at = indexOf(end);
        chunk.put(at, high);
        chunk.put(at + 1, low | hour);
        return end++;
    }

    /**
     * Makes room for so many more.
     *
     * @throws IOException if the disk is full
     */
    void makeRoomFor(int more) throws IOException {
        while (endOfChunks - end < more) {
            var chunk = unused.poll();
            chunks[ringIndexOf(endOfChunks)] = chunk == null ? reserve() : chunk;
            endOfChunks += CHUNK;
        }
    }

    private LongBuffer reserve() throws IOException {
        file.reserve(reserved, 0, longsOfChunk());
        return file.region(reserved++);
    }

    /** Forgets its first entries, up to one of the window. */
    void forgetOld(HourWindow window) {
        while (begin < end && !window.holds(hourAt(begin))) {
            forgetFirst();
        }
    }

    /** Forgets everything. */
    void clear() {
        while (begin < end) {
            forgetFirst();
        }
    }

    private void forgetFirst() {
        begin++;
        if (indexOf(begin) == 0) {
            unused.push(chunkOf(begin - 1));
        }
    }

    private LongBuffer chunkOf(long position) {
        return chunks[ringIndexOf(position)];
    }

    private int ringIndexOf(long position) {
        return (int) ((position >>> CHUNK_SHIFT) % chunks.length);
    }

    private static int indexOf(long position) {
        return 2 * ((int) position & (CHUNK - 1));
    }
}
