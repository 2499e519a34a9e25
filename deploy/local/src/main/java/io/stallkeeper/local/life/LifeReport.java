package io.stallkeeper.local.life;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What became of a buyer's usage, as everybody sees it.
 *
 * @param buyer who it was
 * @param units what the application reported, each valid event once
 * @param billed what AWS would bill
 */
public record LifeReport(String buyer, BigDecimal units, LedgerEntry ledger, BigDecimal billed) {

    /** What doesn't agree; empty if all does, to the unit. */
    public List<String> disagreements() {
        var found = new ArrayList<String>();
        demand(found, units, ledger.reported(), "the application sent %s units, the ledger has %s as reported");
        demand(found, ledger.accepted(), billed, "the ledger has %s units as accepted, AWS has %s");
        demand(found, wholeUnits(), billed, "%s whole units were to be billed, AWS has %s");
        demand(found, BigDecimal.ZERO, ledger.pending(), "%s units should be pending at the end, %s are");
        if (!ledger.isWhole()) {
            found.add("the ledger's places don't add up to what was reported");
        }
        return found;
    }

    /** AWS bills whole units: what is left of the last one at the end has expired. */
    private BigDecimal wholeUnits() {
        return units.setScale(0, RoundingMode.FLOOR);
    }

    /** For people. */
    public String table() {
        var text = new StringBuilder();
        text.append(String.format("%n  %-52s %16s%n", buyer, "units"));
        row(text, "sent by the application (each valid event once)", units);
        row(text, "ledger: reported", ledger.reported());
        row(text, "ledger: accepted by AWS", ledger.accepted());
        row(text, "ledger: pending", ledger.pending());
        row(text, "ledger: refused by AWS", ledger.refused());
        row(text, "ledger: expired (the rest of the last unit)", ledger.expired());
        row(text, "ledger: rejected", ledger.rejected());
        row(text, "AWS Marketplace (simulator): accepted", billed);
        return text.toString();
    }

    private static void row(StringBuilder text, String name, BigDecimal number) {
        text.append(String.format(Locale.ROOT, "  %-52s %,16.3f%n", name, number));
    }

    private static void demand(List<String> found, BigDecimal left, BigDecimal right, String otherwise) {
        if (left.compareTo(right) != 0) {
            found.add(otherwise.formatted(left.toPlainString(), right.toPlainString()));
        }
    }
}
