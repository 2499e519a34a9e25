package io.stallkeeper.acceptance.books;

import io.stallkeeper.acceptance.books.Truth.Expected;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The truth, the ledger and the marketplace beside each other. */
public final class Verdict {

    private record Line(Expected truth, Places ledger, BigDecimal marketplace) {}

    private final Map<Account, Line> lines = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    /** @param marketplace what AWS has accepted */
    public void add(Account account, Expected truth, Places ledger, BigDecimal marketplace) {
        lines.put(account, new Line(truth, ledger, marketplace));
    }

    /** Something else that must not be. */
    public void add(String problem) {
        problems.add(problem);
    }

    /** Units that may be in either of two places, because their last moment passed while they were on their way. */
    public BigDecimal unclear() {
        return lines.values().stream().map(line -> line.truth().unclear()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What doesn't agree; empty if everything does, to the unit. */
    public List<String> disagreements() {
        var found = new ArrayList<>(problems);
        lines.forEach((account, line) -> compare(account, line, found));
        return found;
    }

    private static void compare(Account account, Line line, List<String> found) {
        if (!line.ledger().isWhole()) {
            found.add(account + ": the ledger's places don't add up to what was reported");
        }
        if (line.ledger().accepted().compareTo(line.marketplace()) != 0) {
            found.add("%s: the ledger says %s accepted, the marketplace %s"
                    .formatted(account, plain(line.ledger().accepted()), plain(line.marketplace())));
        }
        var truth = line.truth().places().byName();
        var ledger = line.ledger().byName();
        truth.forEach((place, units) -> {
            var booked = ledger.getOrDefault(place, BigDecimal.ZERO);
            var difference = booked.subtract(units);
            if (!isAllowed(place, difference, line.truth().unclear())) {
                found.add("%s: %s is %s, must be %s (%s%s)"
                        .formatted(
                                account,
                                place,
                                plain(booked),
                                plain(units),
                                difference.signum() > 0 ? "+" : "",
                                plain(difference)));
            }
        });
    }

    /** Only accepted and expired can be unclear; a fraction can go with either. */
    private static boolean isAllowed(String place, BigDecimal difference, BigDecimal unclear) {
        boolean either = unclear.signum() > 0 && (place.equals("accepted") || place.equals("expired"));
        return either ? difference.abs().compareTo(unclear.add(BigDecimal.ONE)) < 0 : difference.signum() == 0;
    }

    /** For people. */
    public String table() {
        var text = new StringBuilder();
        text.append(String.format(
                "%n%-28s %-7s %13s %13s %11s %11s %11s %11s%n",
                "", "", "reported", "accepted", "pending", "refused", "expired", "rejected"));
        lines.forEach((account, line) -> {
            var name = account.buyer() + " " + account.dimension();
            row(text, name, "truth", line.truth().places());
            row(text, "", "ledger", line.ledger());
            text.append(String.format(Locale.ROOT, "%-28s %-7s %13s %13s%n", "", "AWS", "", plain(line.marketplace())));
        });
        return text.toString();
    }

    private static void row(StringBuilder text, String name, String whose, Places places) {
        text.append(String.format(
                Locale.ROOT,
                "%-28s %-7s %13s %13s %11s %11s %11s %11s%n",
                name,
                whose,
                plain(places.reported()),
                plain(places.accepted()),
                plain(places.pending()),
                plain(places.refused()),
                plain(places.expired()),
                plain(places.rejected())));
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
