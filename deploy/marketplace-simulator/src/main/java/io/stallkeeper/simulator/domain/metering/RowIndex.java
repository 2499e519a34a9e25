package io.stallkeeper.simulator.domain.metering;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Rows by the hash of what they hold: open addressing with linear probing, at most half full. Nothing is removed. */
final class RowIndex {
    static final int NONE = -1;
    private static final int FIRST_ROOM = 2048;

    private int[] rows = emptied(FIRST_ROOM);
    private int[] hashes = new int[FIRST_ROOM];
    private int size;

    /** The row of this hash that is the wanted one, or {@link #NONE}. */
    int find(int hash, IntPredicate wanted) {
        for (int slot = slot(hash); rows[slot] != NONE; slot = next(slot)) {
            if (hashes[slot] == hash && wanted.test(rows[slot])) {
                return rows[slot];
            }
        }
        return NONE;
    }

    /** Adds a row that isn't there. */
    void add(int hash, int row) {
        if (2 * ++size > rows.length) {
            grow();
        }
        put(hash, row);
    }

    private void put(int hash, int row) {
        int slot = slot(hash);
        while (rows[slot] != NONE) {
            slot = next(slot);
        }
        rows[slot] = row;
        hashes[slot] = hash;
    }

    private void grow() {
        int[] oldRows = rows;
        int[] oldHashes = hashes;
        rows = emptied(2 * oldRows.length);
        hashes = new int[2 * oldRows.length];
        for (int slot = 0; slot < oldRows.length; slot++) {
            if (oldRows[slot] != NONE) {
                put(oldHashes[slot], oldRows[slot]);
            }
        }
    }

    /** Spreads the hash, whose lower bits may be alike. */
    private int slot(int hash) {
        return (hash * 0x9E3779B9) >>> Integer.numberOfLeadingZeros(rows.length - 1);
    }

    private int next(int slot) {
        return (slot + 1) & (rows.length - 1);
    }

    private static int[] emptied(int room) {
        int[] rows = new int[room];
        Arrays.fill(rows, NONE);
        return rows;
    }
}
