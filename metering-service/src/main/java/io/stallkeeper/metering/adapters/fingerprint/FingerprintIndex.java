package io.stallkeeper.metering.adapters.fingerprint;

import io.stallkeeper.metering.domain.duplicate.HourWindow;
import java.io.IOException;
import java.nio.LongBuffer;

/**
 * One part of the memory: a hash table of pairs of longs, the second of which carries the hour of the entry in its lowest 16
 * bits. An empty slot is two zeros. Full slots follow each other without a gap behind the slot where an entry belongs. The
 * table takes the first part of its region, so that few entries take few pages.
 */
final class FingerprintSegment {

    /** A page of memory: less takes as much. */
    private static final int LEAST_SLOTS = 256;

    private static final double GROWTH = 1.3;

    /** Fuller, and what isn't there is looked for in ever more slots. */
    private static final double MOST_FULL = 0.7;

    private final ScratchFile file;
    private final int region;
    private final int capacity;
    private final LongBuffer table;
    private int reserved;
    private int slots = LEAST_SLOTS;
    private int entries;

    /** @param capacity entries at most */
    FingerprintSegment(ScratchFile file, int region, int capacity) {
        this.file = file;
        this.region = region;
        this.capacity = capacity;
        this.table = file.region(region);
    }

    /** Of the region that so many entries need. */
    static int longsFor(int capacity) {
        return Math.toIntExact(2 * slotsFor(capacity));
    }

    private static long slotsFor(long entries) {
        return Math.max(LEAST_SLOTS, (long) Math.ceil(entries / MOST_FULL));
    }

    int entries() {
        return entries;
    }

    long reservedBytes() {
        return 2L * Long.BYTES * reserved;
    }

    /** Whether it is there and not older than an hour of the age. */
    boolean contains(long high, long low, HourWindow window) {
        int at = slotOf(high, low);
        return !isEmpty(at) && window.holds(hourAt(at));
    }

    /** The entry has the hour from now on, whether it was there or not. There must be room for it. */
    void put(long high, long low, HourWindow window) {
        int at = slotOf(high, low);
        if (isEmpty(at)) {
            if (entries + 2 > Math.min(slots, reserved)) {
                throw new IllegalStateException("no room was made for an entry");
            }
            entries++;
        }
        table.put(at, high);
        table.put(at + 1, low | window.newest());
    }

    /**
     * Makes room for so many more, up to its capacity: by forgetting, or else by growing.
     *
     * @throws IOException if the disk is full
     */
    void makeRoomFor(int more, HourWindow window) throws IOException {
        if (isTight(more)) {
            forgetOld(window);
        }
        if (isTight(more)) {
            long wanted = Math.max(slotsFor(entries + more), (long) (slots * GROWTH));
            int size = (int) Math.min(wanted, slotsFor(capacity));
            if (size > reserved) {
                file.reserve(region, 2 * reserved, 2 * size);
                reserved = size;
            }
            rebuild(size, window);
        }
    }

    private boolean isTight(int more) {
        return reserved < slots || slots < slotsFor(Math.min(entries + more, capacity));
    }

    /** Without what is too old, with room for some more. */
    void forgetOld(HourWindow window) {
        if (entries == 0) {
            return;
        }
        int kept = 0;
        for (int at = 0; at < 2 * slots; at += 2) {
            if (!isEmpty(at) && window.holds(hourAt(at))) {
                kept++;
            }
        }
        if (kept < entries) {
            rebuild((int) Math.min(slots, slotsFor((long) (kept * GROWTH))), window);
        }
    }

    /** Forgets everything. */
    void clear() {
        table.put(0, new long[2 * Math.min(slots, reserved)]);
        slots = LEAST_SLOTS;
        entries = 0;
    }

    /** An entry's slot goes up with its bits, so what is moved is read and written from one end to the other. */
    private void rebuild(int size, HourWindow window) {
        var old = new long[2 * Math.min(slots, reserved)];
        table.get(0, old);
        table.put(0, new long[old.length]);
        slots = size;
        entries = 0;
        for (int from = 0; from < old.length; from += 2) {
            long low = old[from + 1];
            if ((old[from] != 0 || low != 0) && window.holds((int) low & 0xFFFF)) {
                int at = slotOf(old[from], low & ~0xFFFFL);
                table.put(at, old[from]);
                table.put(at + 1, low);
                entries++;
            }
        }
    }

    /** Where it is, or the empty slot where it belongs. */
    private int slotOf(long high, long low) {
        int slot = (int) (((high & 0xFFFFFFFFL) * slots) >>> 32);
        while (true) {
            int at = 2 * slot;
            if (isEmpty(at) || (table.get(at) == high && (table.get(at + 1) & ~0xFFFFL) == low)) {
                return at;
            }
            slot = slot + 1 == slots ? 0 : slot + 1;
        }
    }

    private int hourAt(int at) {
        return (int) table.get(at + 1) & 0xFFFF;
    }

    private boolean isEmpty(int at) {
        return table.get(at) == 0 && table.get(at + 1) == 0;
    }
}
