package io.stallkeeper.metering.domain.duplicate;

/**
 * One part of the memory: a hash table of pairs of longs, the second of which carries the hour of the entry in its lowest 16
 * bits. An empty slot is two zeros. Full slots follow each other without a gap behind the slot where an entry belongs.
 */
final class FingerprintSegment {

    private static final int LEAST_SLOTS = 8;
    private static final double GROWTH = 1.3;

    /** Fuller, and what isn't there is looked for in ever more slots. */
    private static final double MOST_FULL = 0.7;

    private long[] slots = new long[2 * LEAST_SLOTS];
    private int entries;

    int entries() {
        return entries;
    }

    long bytes() {
        return 8L * slots.length;
    }

    /** Whether it is there and not older than an hour of the age. */
    boolean contains(long high, long low, HourWindow window) {
        int at = slotOf(high, low);
        return !isEmpty(at) && window.holds((int) slots[at + 1] & 0xFFFF);
    }

    /** The entry has the hour from now on, whether it was there or not. */
    void put(long high, long low, HourWindow window) {
        int at = slotOf(high, low);
        if (isEmpty(at)) {
            if (entries + 1 > MOST_FULL * slots.length / 2) {
                makeRoom(window);
                at = slotOf(high, low);
            }
            entries++;
        }
        slots[at] = high;
        slots[at + 1] = low | window.newest();
    }

    /** Without what is too old, with room for some more. */
    void forgetOld(HourWindow window) {
        int kept = 0;
        for (int at = 0; at < slots.length; at += 2) {
            if (!isEmpty(at) && window.holds((int) slots[at + 1] & 0xFFFF)) {
                kept++;
            }
        }
        if (kept < entries) {
            rebuild(Math.max(LEAST_SLOTS, (int) (kept * GROWTH / MOST_FULL)), window);
        }
    }

    private void makeRoom(HourWindow window) {
        forgetOld(window);
        if (entries + 1 > MOST_FULL * slots.length / 2) {
            rebuild((int) (slots.length * GROWTH / 2), window);
        }
    }

    private void rebuild(int size, HourWindow window) {
        var old = slots;
        slots = new long[2 * size];
        entries = 0;
        for (int from = 0; from < old.length; from += 2) {
            long low = old[from + 1];
            if ((old[from] != 0 || low != 0) && window.holds((int) low & 0xFFFF)) {
                int at = slotOf(old[from], low & ~0xFFFFL);
                slots[at] = old[from];
                slots[at + 1] = low;
                entries++;
            }
        }
    }

    /** Where it is, or the empty slot where it belongs. */
    private int slotOf(long high, long low) {
        int count = slots.length / 2;
        int slot = (int) (((high & 0xFFFFFFFFL) * count) >>> 32);
        while (true) {
            int at = 2 * slot;
            if (isEmpty(at) || (slots[at] == high && (slots[at + 1] & ~0xFFFFL) == low)) {
                return at;
            }
            slot = slot + 1 == count ? 0 : slot + 1;
        }
    }

    private boolean isEmpty(int at) {
        return slots[at] == 0 && slots[at + 1] == 0;
    }
}
