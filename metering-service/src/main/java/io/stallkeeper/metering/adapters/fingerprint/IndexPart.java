package io.stallkeeper.metering.adapters.fingerprint;

import java.io.IOException;
import java.util.Arrays;

/**
 * One part of what finds fingerprints in the log. New ones go to a small table; when that is full, its entries and
 * those of the large one are written as a new large one, without what the log has forgotten. So of the large tables,
 * most of the memory's room, pages are written together and rarely: if each event changed a page there, the operating
 * system would write nearly all of them to the disk again and again.
 */
final class IndexPart {

    /** Half a page of memory. */
    private static final int LEAST_RECENT = 178;

    /** The larger, the more pages are changed at random; the smaller, the more often all are written. */
    private static final int SETTLED_BY_RECENT = 16;

    private final FingerprintTable recent;
    private final FingerprintTable settled;

    IndexPart(FingerprintTable recent, FingerprintTable settled) {
        this.recent = recent;
        this.settled = settled;
    }

    /** Of the regions that tables for so many entries at most need. */
    static int longsFor(int capacity) {
        return FingerprintTable.slotsFor(Math.max(LEAST_RECENT, capacity));
    }

    long reservedBytes() {
        return recent.reservedBytes() + settled.reservedBytes();
    }

    /** Where the log has it, or less than 0. */
    long find(long high, long low) {
        long position = recent.find(high, low);
        return position < 0 ? settled.find(high, low) : position;
    }

    /** The entry is at the position from now on, whether it was there or not. There must be room for it. */
    void put(long high, long low, long position) {
        recent.put(high, low, position);
    }

    /**
     * Makes room for so many more.
     *
     * @param room to build a table in
     * @throws IOException if the disk is full; then all that was known still is
     */
    void makeRoomFor(int more, WorkingRoom room) throws IOException {
        if (recent.hasRoomFor(more)) {
            return;
        }
        int kept = recent.countKept() + settled.countKept();
        int next = Math.max(LEAST_RECENT, Math.max(more, kept / SETTLED_BY_RECENT));
        settled.reserve(kept);
        recent.reserve(next);
        int slots = FingerprintTable.slotsFor(kept);
        var merged = room.ofZeros(slots);
        int entries = recent.copyKeptTo(merged, slots) + settled.copyKeptTo(merged, slots);
        settled.become(merged, slots, entries);
        recent.makeEmpty(next);
    }

    /** Forgets everything. */
    void clear() {
        recent.clear();
        settled.clear();
    }

    /** An array that is used again and again. */
    static final class WorkingRoom {

        private long[] longs = {};

        /** As long as that at least, its beginning 0. */
        long[] ofZeros(int length) {
            if (length > longs.length) {
                longs = new long[length];
            } else {
                Arrays.fill(longs, 0, length, 0);
            }
            return longs;
        }
    }
}
