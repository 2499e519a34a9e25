package io.stallkeeper.simulator.domain.metering;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything billed, and the last records that were not. First write wins (protocol page, 4.2). Lists are as of the
 * moment at which they were asked for, and may be read by any thread after it.
 */
public final class Ledger {
    /** More than a person reads; a client that repeats itself for ever must not fill the memory. */
    private static final int REFUSED_KEPT = 10_000;

    private final RecordColumns columns = new RecordColumns();
    private final RowIndex index = new RowIndex();
    private final Map<String, RowList> rowsByAgreement = new HashMap<>();
    private final Deque<MeteredRecord> refused = new ArrayDeque<>();

    /** Takes one answered record. */
    public void record(MeteredRecord record) {
        switch (record.status()) {
            case SUCCESS -> bill(record);
            case CUSTOMER_NOT_SUBSCRIBED, DUPLICATE_RECORD -> refuse(record);
        }
    }

    /** What was billed for this key. */
    public Optional<MeteredRecord> billed(UsageKey key) {
        int row = find(key);
        return row == RowIndex.NONE
                ? Optional.empty()
                : Optional.of(columns.rows().record(row));
    }

    /** All billed records in the order of their arrival. */
    public List<MeteredRecord> billed() {
        return RowList.all(columns.rows());
    }

    /** An agreement's billed records in the order of their arrival. */
    public List<MeteredRecord> billedOf(String agreementId) {
        RowList rows = rowsByAgreement.get(agreementId);
        return rows == null ? List.of() : rows.of(columns.rows());
    }

    /** The last records that were answered, but not billed. */
    public Stream<MeteredRecord> refused() {
        return refused.stream();
    }

    private int find(UsageKey key) {
        return index.find(key.hashCode(), row -> columns.is(row, key));
    }

    private void bill(MeteredRecord record) {
        if (find(record.key()) != RowIndex.NONE) {
            throw new IllegalStateException("billed twice: " + record.key());
        }
        int row = columns.add(record);
        index.add(record.key().hashCode(), row);
        if (record.agreementId() != null) {
            rowsByAgreement
                    .computeIfAbsent(record.agreementId(), _ -> new RowList())
                    .add(row);
        }
    }

    private void refuse(MeteredRecord record) {
        if (refused.size() == REFUSED_KEPT) {
            refused.removeFirst();
        }
        refused.addLast(record);
    }
}
