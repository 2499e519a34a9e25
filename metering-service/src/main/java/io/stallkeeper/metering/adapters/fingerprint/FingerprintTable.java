package io.stallkeeper.metering.adapters.fingerprint;

import java.io.IOException;
import java.nio.LongBuffer;

/**
 * A hash table of longs at the beginning of a region of a file. The upper half of an entry are bits of a fingerprint,
 * the lower half says where the log has it. So one look into the log is nearly always enough to know, and none if a
 * fingerprint is new. An empty slot is 0. Full slots follow each other without a gap behind the slot where an entry
 * belongs.
 */
final class FingerprintTable {

    /** Fuller, and what isn't there is looked for in ever more slots. */
    private static final double MOST_FULL = 0.7;

    private final FingerprintLog log;
    private final ScratchFile file;
    private final int region;
    private final LongBuffer table;
    private int reserved;
    private int slots;
    private int entries;

    FingerprintTable(FingerprintLog log, ScratchFile file, int region) {
        this.log = log;
        this.file = file;
        this.region = region;
        this.table = file.region(region);
    }

    /** Of the region or the array that so many entries need; one of them stays empty. */
    static int slotsFor(int entries) {
        return entries == 0 ? 0 : Math.toIntExact((long) Math.ceil(entries / MOST_FULL) + 1);
    }

    long reservedBytes() {
        return (long) Long.BYTES * reserved;
    }

    boolean hasRoomFor(int more) {
        return slotsFor(entries + more) <= slots;
    }

    /** Where the log has it, or less than 0. */
    long find(long high, long low) {
        if (entries == 0) {
            return -1;
        }
        long found = table.get(slotOf(high, low));
        return found == 0 ? -1 : log.positionOf((int) found);
    }

    /** The entry is at the position from now on, whether it was there or not. There must be room for it. */
    void put(long high, long low, long position) {
        if (entries + 1 >= slots) {
            throw new IllegalStateException("no room was made for an entry");
        }
        int slot = slotOf(high, low);
        if (table.get(slot) == 0) {
            entries++;
        }
        table.put(slot, (high << 32) | Integer.toUnsignedLong(FingerprintLog.shortened(position)));
    }

    /**
     * Takes the room on the disk that so many entries need.
     *
     * @throws IOException if the disk is full
     */
    void reserve(int capacity) throws IOException {
        int needed = slotsFor(capacity);
        if (needed > reserved) {
            file.reserve(region, reserved, needed);
            reserved = needed;
        }
    }

    /** Empty, and of a size for which room was reserved. */
    void makeEmpty(int capacity) {
        clear();
        slots = slotsFor(capacity);
    }

    void clear() {
        table.put(0, new long[slots]);
        entries = 0;
    }

    /** From now on it is what the array begins with. Room for it was reserved. */
    void become(long[] other, int otherSlots, int otherEntries) {
        table.put(0, other, 0, otherSlots);
        slots = otherSlots;
        entries = otherEntries;
    }

    /** How many of its entries the log still has. */
    int countKept() {
        int kept = 0;
        for (int slot = 0; slot < slots; slot++) {
            if (isKept(table.get(slot))) {
                kept++;
            }
        }
        return kept;
    }

    /**
     * Adds those of its entries that the log still has, of two of one fingerprint the later. An entry's slot goes up
     * with its bits, so the other is written from one end to the other.
     *
     * @return how many it has got more
     */
    int copyKeptTo(long[] other, int otherSlots) {
        int added = 0;
        for (int slot = 0; slot < slots; slot++) {
            long entry = table.get(slot);
            if (isKept(entry)) {
                int to = homeOf(tagOf(entry), otherSlots);
                while (other[to] != 0 && !isSame(other[to], entry)) {
                    to = after(to, otherSlots);
                }
                if (other[to] == 0) {
                    other[to] = entry;
                    added++;
                } else if (log.positionOf((int) other[to]) < log.positionOf((int) entry)) {
                    other[to] = entry;
                }
            }
        }
        return added;
    }

    private boolean isSame(long entry, long other) {
        return tagOf(entry) == tagOf(other) && log.haveSame(log.positionOf((int) entry), log.positionOf((int) other));
    }

    private boolean isKept(long entry) {
        return entry != 0 && log.has(log.positionOf((int) entry));
    }

    /** Where it is, or the empty slot where it belongs. The lower bits don't say which part of the index this is. */
    private int slotOf(long high, long low) {
        int tag = (int) high;
        int slot = homeOf(tag, slots);
        while (true) {
            long entry = table.get(slot);
            if (entry == 0 || (tagOf(entry) == tag && log.isAt(log.positionOf((int) entry), high, low))) {
                return slot;
            }
            slot = after(slot, slots);
        }
    }

    private static int homeOf(int tag, int slots) {
        return (int) ((Integer.toUnsignedLong(tag) * slots) >>> 32);
    }

    private static int after(int slot, int slots) {
        return slot + 1 == slots ? 0 : slot + 1;
    }

    private static int tagOf(long entry) {
        return (int) (entry >>> 32);
    }
}
