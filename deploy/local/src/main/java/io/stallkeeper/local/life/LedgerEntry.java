package io.stallkeeper.local.life;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** Where all units of one dimension are, as the metering service tells it. */
public record LedgerEntry(
        BigDecimal reported,
        BigDecimal accepted,
        BigDecimal pending,
        BigDecimal refused,
        BigDecimal expired,
        BigDecimal rejected) {

    /** The entry of a dimension in an answer; all zero if it isn't there. */
    static LedgerEntry read(JsonNode ledger, String dimension) {
        for (JsonNode entry : ledger.path("dimensions")) {
            if (entry.path("dimension").asText().equals(dimension)) {
                return read(entry);
            }
        }
        return read(ledger);
    }

    private static LedgerEntry read(JsonNode entry) {
        return new LedgerEntry(
                number(entry, "reported"),
                number(entry, "accepted"),
                number(entry, "pending"),
                number(entry, "refused"),
                number(entry, "expired"),
                number(entry, "rejected"));
    }

    private static BigDecimal number(JsonNode entry, String name) {
        return entry.path(name).decimalValue();
    }

    /** Whether every unit that was reported is in exactly one place. */
    boolean isWhole() {
        var places = accepted.add(pending).add(refused).add(expired).add(rejected);
        return reported.compareTo(places) == 0;
    }
}
