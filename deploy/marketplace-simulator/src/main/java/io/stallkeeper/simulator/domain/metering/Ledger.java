package io.stallkeeper.simulator.domain.metering;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything billed, and the last records that were not. First write wins (protocol page, 4.2). */
public final class Ledger {
    /** More than a person reads; a client that repeats itself for ever must not fill the memory. */
    private static final int REFUSED_KEPT = 10_000;

    private final Map<UsageKey, MeteredRecord> billed = new HashMap<>();
    private final Map<String, List<MeteredRecord>> billedByAgreement = new HashMap<>();
    private final List<MeteredRecord> billedInOrder = new ArrayList<>();
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
        return Optional.ofNullable(billed.get(key));
    }

    /** All billed records in the order of their arrival. */
    public List<MeteredRecord> billed() {
        return Collections.unmodifiableList(billedInOrder);
    }

    /** An agreement's billed records in the order of their arrival. */
    public List<MeteredRecord> billedOf(String agreementId) {
        return Collections.unmodifiableList(billedByAgreement.getOrDefault(agreementId, List.of()));
    }

    /** The last records that were answered, but not billed. */
    public Stream<MeteredRecord> refused() {
        return refused.stream();
    }

    private void bill(MeteredRecord record) {
        if (billed.putIfAbsent(record.key(), record) != null) {
            throw new IllegalStateException("billed twice: " + record.key());
        }
        billedInOrder.add(record);
        if (record.agreementId() != null) {
            billedByAgreement
                    .computeIfAbsent(record.agreementId(), _ -> new ArrayList<>())
                    .add(record);
        }
    }

    private void refuse(MeteredRecord record) {
        if (refused.size() == REFUSED_KEPT) {
            refused.removeFirst();
        }
        refused.addLast(record);
    }
}
