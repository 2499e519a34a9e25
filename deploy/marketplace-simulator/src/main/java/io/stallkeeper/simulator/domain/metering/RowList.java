package io.stallkeeper.simulator.domain.metering;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** The numbers of some rows, in the order in which they were added. */
final class RowList {
    private int[] numbers = new int[4];
    private int size;

    void add(int row) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size + (size >> 1));
        }
        numbers[size++] = row;
    }

    /** The records of these rows; made one by one, when they are asked for. */
    List<MeteredRecord> of(RecordColumns.Rows rows) {
        return new Records(rows, numbers, size);
    }

    /** The records of all rows. */
    static List<MeteredRecord> all(RecordColumns.Rows rows) {
        return new Records(rows, null, rows.count());
    }

    private static final class Records extends AbstractList<MeteredRecord> implements RandomAccess {
        private final RecordColumns.Rows rows;
        private final int @Nullable [] numbers;
        private final int size;

        Records(RecordColumns.Rows rows, int @Nullable [] numbers, int size) {
            this.rows = rows;
            this.numbers = numbers;
            this.size = size;
        }

        @Override
        public MeteredRecord get(int index) {
            if (index < 0 || index >= size) {
                throw new IndexOutOfBoundsException(index);
            }
            return rows.record(numbers == null ? index : numbers[index]);
        }

        @Override
        public int size() {
            return size;
        }
    }
}
