package io.stallkeeper.simulator.domain.metering;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Billed records, one row each, in some fifty bytes instead of some hundreds: a million of them is nothing special.
 * Rows are added and never changed, so that a {@link Rows} of the first ones can be read while others are added.
 */
final class RecordColumns {
    private static final int FIRST_ROOM = 1024;
    private static final UsageAllocation[] NONE = {};

    private final Names names = new Names();
    private int size;
    private int[] subject = new int[FIRST_ROOM];
    private int[] dimension = new int[FIRST_ROOM];
    private int[] region = new int[FIRST_ROOM];
    private int[] agreement = new int[FIRST_ROOM];
    private int[] quantity = new int[FIRST_ROOM];
    private int[] timestampNano = new int[FIRST_ROOM];
    private long[] timestampSecond = new long[FIRST_ROOM];
    private long[] receivedAtMs = new long[FIRST_ROOM];
    private boolean[] byLicense = new boolean[FIRST_ROOM];
    private UsageAllocation[][] allocations = new UsageAllocation[FIRST_ROOM][];

    /** Adds a row, and answers with its number. */
    int add(MeteredRecord record) {
        if (size == subject.length) {
            grow(2 * size);
        }
        UsageKey key = record.key();
        Instant timestamp = record.timestamp();
        int row = size;
        subject[row] = names.number(key.subject());
        dimension[row] = names.number(key.dimension());
        region[row] = names.number(key.region());
        agreement[row] = record.agreementId() == null ? Names.UNKNOWN : names.number(record.agreementId());
        quantity[row] = record.quantity();
        timestampSecond[row] = timestamp.getEpochSecond();
        timestampNano[row] = timestamp.getNano();
        receivedAtMs[row] = record.receivedAt().toEpochMilli();
        byLicense[row] = key.meteredBy() == MeteredBy.LICENSE;
        allocations[row] =
                record.allocations().isEmpty() ? NONE : record.allocations().toArray(UsageAllocation[]::new);
        size++;
        return row;
    }

    int size() {
        return size;
    }

    /** Whether the row is what this key bills. */
    boolean is(int row, UsageKey key) {
        return UsageKey.hourOf(timestampSecond[row]) == key.hour()
                && byLicense[row] == (key.meteredBy() == MeteredBy.LICENSE)
                && names.text(subject[row]).equals(key.subject())
                && names.text(dimension[row]).equals(key.dimension())
                && names.text(region[row]).equals(key.region());
    }

    /** All rows that there are now. */
    Rows rows() {
        return new Rows(
                size,
                names.texts(),
                subject,
                dimension,
                region,
                agreement,
                quantity,
                timestampSecond,
                timestampNano,
                receivedAtMs,
                byLicense,
                allocations);
    }

    private void grow(int room) {
        subject = Arrays.copyOf(subject, room);
        dimension = Arrays.copyOf(dimension, room);
        region = Arrays.copyOf(region, room);
        agreement = Arrays.copyOf(agreement, room);
        quantity = Arrays.copyOf(quantity, room);
        timestampNano = Arrays.copyOf(timestampNano, room);
        timestampSecond = Arrays.copyOf(timestampSecond, room);
        receivedAtMs = Arrays.copyOf(receivedAtMs, room);
        byLicense = Arrays.copyOf(byLicense, room);
        allocations = Arrays.copyOf(allocations, room);
    }

    /** The first {@code count} rows; any thread may read them. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and never changed below count
    record Rows(
            int count,
            String[] names,
            int[] subject,
            int[] dimension,
            int[] region,
            int[] agreement,
            int[] quantity,
            long[] timestampSecond,
            int[] timestampNano,
            long[] receivedAtMs,
            boolean[] byLicense,
            UsageAllocation[][] allocations) {

        /** A row as the record that it was. */
        MeteredRecord record(int row) {
            var key = new UsageKey(
                    byLicense[row] ? MeteredBy.LICENSE : MeteredBy.PRODUCT_CODE,
                    names[subject[row]],
                    names[dimension[row]],
                    UsageKey.hourOf(timestampSecond[row]),
                    names[region[row]]);
            return new MeteredRecord(
                    key,
                    agreement[row] == Names.UNKNOWN ? null : names[agreement[row]],
                    quantity[row],
                    List.of(allocations[row]),
                    Instant.ofEpochSecond(timestampSecond[row], timestampNano[row]),
                    Instant.ofEpochMilli(receivedAtMs[row]),
                    RecordStatus.SUCCESS);
        }
    }
}
