package io.stallkeeper.simulator.domain.metering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The ledger keeps records in columns; nobody may notice. */
class LedgerTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456789Z");
    private static final int MANY = 20_000;

    private final Ledger ledger = new Ledger();

    @Test
    void what_was_billed_is_found_as_it_was() {
        long seed = System.nanoTime();
        System.out.println("seed of the records: " + seed);
        Map<UsageKey, MeteredRecord> billed = new HashMap<>();
        List<MeteredRecord> inOrder = new ArrayList<>();
        Random random = new Random(seed);
        for (int i = 0; i < MANY; i++) {
            MeteredRecord record = record(random);
            if (billed.putIfAbsent(record.key(), record) == null) {
                ledger.record(record);
                inOrder.add(record);
            }
        }

        assertEquals(inOrder, ledger.billed());
        billed.forEach((key, record) -> assertEquals(Optional.of(record), ledger.billed(key)));
        for (int agreement = 0; agreement < 50; agreement++) {
            String id = "agmt-" + agreement;
            assertEquals(
                    inOrder.stream()
                            .filter(record -> id.equals(record.agreementId()))
                            .toList(),
                    ledger.billedOf(id));
        }
    }

    @Test
    void what_was_not_billed_is_not_found() {
        assertEquals(Optional.empty(), ledger.billed(record(new Random(1)).key()));
        ledger.record(record(new Random(1)));

        assertEquals(Optional.empty(), ledger.billed(record(new Random(2)).key()));
        assertEquals(List.of(), ledger.billedOf("agmt-none"));
    }

    @Test
    void a_list_stays_as_it_was_when_it_was_asked_for() {
        Random random = new Random(3);
        ledger.record(record(random));
        List<MeteredRecord> before = ledger.billed();

        for (int i = 0; i < MANY; i++) {
            MeteredRecord next = record(random);
            if (ledger.billed(next.key()).isEmpty()) {
                ledger.record(next);
            }
        }

        assertEquals(List.of(record(new Random(3))), before);
        assertThrows(IndexOutOfBoundsException.class, () -> before.get(1));
    }

    @Test
    void nothing_is_billed_twice() {
        ledger.record(record(new Random(4)));

        assertThrows(IllegalStateException.class, () -> ledger.record(record(new Random(4))));
    }

    private static MeteredRecord record(Random random) {
        Instant timestamp = NOON.plusSeconds(random.nextInt(24 * 3600));
        int agreement = random.nextInt(51);
        var key = new UsageKey(
                random.nextBoolean() ? MeteredBy.LICENSE : MeteredBy.PRODUCT_CODE,
                "license-" + agreement,
                "dimension-" + random.nextInt(5),
                UsageKey.hourOf(timestamp),
                random.nextBoolean() ? "us-east-1" : "eu-west-1");
        var tagged = new UsageAllocation(7, List.of(new Tag("team", "blue")));
        return new MeteredRecord(
                key,
                agreement == 50 ? null : "agmt-" + agreement,
                random.nextInt(Integer.MAX_VALUE),
                random.nextInt(10) == 0 ? List.of(tagged) : List.of(),
                timestamp,
                Instant.ofEpochMilli(NOON.toEpochMilli() + random.nextInt(1000)),
                RecordStatus.SUCCESS);
    }
}
