package io.stallkeeper.acceptance.books;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where every unit must be, from the trace alone and the moments at which it was played. It shares no code with what it
 * judges. A unit whose last moment fell between its sending and its counting may be in either place; such units are
 * told.
 */
public final class Truth {

    /** How long an hour is open for usage that comes late (the metering service's default). */
    private static final Duration SETTLING = Duration.ofMinutes(10);

    /** How long before the deadline the last hour is sent (the metering service's default). */
    public static final Duration LAST_FLUSH = Duration.ofMinutes(5);

    /** For how long AWS takes usage after the end (marketplace-protocol 10, A1: of the earliest signal). */
    public static final Duration FINAL_WINDOW = Duration.ofHours(1);

    private final List<ReportedOnce> reported = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Set<String>> dimensions = new HashMap<>();
    private final Map<String, Instant> firstHours = new HashMap<>();
    private final Map<String, Instant> deadlines = new HashMap<>();

    /** A buyer subscribed then, to a product that is metered in these dimensions. */
    public synchronized void subscribed(String buyer, Set<String> metered, Instant at) {
        dimensions.put(buyer, Set.copyOf(metered));
        firstHours.put(buyer, at.truncatedTo(ChronoUnit.HOURS));
    }

    /** The buyer cancelled then. */
    public synchronized void cancelled(String buyer, Instant at) {
        deadlines.put(buyer, at.plus(FINAL_WINDOW));
    }

    public synchronized Map<String, Instant> deadlines() {
        return Map.copyOf(deadlines);
    }

    /** An event, whose data names the buyer as the trace does, is about to be sent. */
    public synchronized void sent(ObjectNode event, Instant at) {
        var usage = UsageRules.read(event, at);
        if (usage != null
                && isMetered(usage.account())
                && seen.add(
                        event.path("source").asText() + '\n' + event.path("id").asText())) {
            reported.add(usage);
        }
    }

    /** What the product doesn't have is parked, and in none of the ledger's places. */
    private boolean isMetered(Account account) {
        var known = dimensions.get(account.buyer());
        return known == null || known.contains(account.dimension());
    }

    /** All that was sent before is in the ledger by now. */
    public synchronized void counted(Instant by) {
        reported.replaceAll(usage -> usage.countedBy(by));
    }

    public synchronized SortedSet<Account> accounts() {
        var accounts = new TreeSet<Account>();
        reported.forEach(usage -> accounts.add(usage.account()));
        return accounts;
    }

    /** What the ledger has as reported once it has counted everything. */
    public synchronized Map<Account, BigDecimal> reportedUnits() {
        var units = new TreeMap<Account, BigDecimal>();
        reported.forEach(usage -> units.merge(usage.account(), usage.quantity(), BigDecimal::add));
        return units;
    }

    /** Units that may still wait at a time, because their hour is open, with one for fractions. */
    public synchronized Map<Account, BigDecimal> mayWait(Instant now) {
        var units = new TreeMap<Account, BigDecimal>();
        for (var usage : reported) {
            var counted = usage.countedBy();
            var openSince = openSince(usage.account().buyer(), now);
            boolean open = !usage.time().isBefore(openSince) || counted == null || !counted.isBefore(openSince);
            units.merge(usage.account(), open ? usage.quantity() : BigDecimal.ZERO, BigDecimal::add);
        }
        units.replaceAll((account, waits) -> waits.add(BigDecimal.ONE));
        return units;
    }

    /** What was counted since may wait: for its hour to settle, or for the last flush before the deadline. */
    private Instant openSince(String buyer, Instant now) {
        var oldestOpen = oldestOpenHour(now);
        var deadline = deadlines.get(buyer);
        if (deadline == null) {
            return oldestOpen;
        }
        var cancelled = deadline.minus(FINAL_WINDOW);
        return now.isBefore(deadline.minus(LAST_FLUSH)) ? cancelled : Instant.MAX;
    }

    /** Hours before it have settled: all of theirs that can be sent is on its way. */
    public static Instant oldestOpenHour(Instant now) {
        return now.minus(SETTLING).truncatedTo(ChronoUnit.HOURS);
    }

    /** Where everything is at the end of the play. */
    public synchronized Map<Account, Expected> places(Instant now) {
        var places = new TreeMap<Account, Expected>();
        for (var account : accounts()) {
            places.put(account, expected(account, now));
        }
        return places;
    }

    private Expected expected(Account account, Instant now) {
        var billable = BigDecimal.ZERO;
        var rejected = BigDecimal.ZERO;
        var tooLate = BigDecimal.ZERO;
        var unclear = BigDecimal.ZERO;
        for (var usage : reported) {
            if (!usage.account().equals(account)) {
                continue;
            }
            switch (placeOf(usage)) {
                case REJECTED -> rejected = rejected.add(usage.quantity());
                case TOO_LATE -> tooLate = tooLate.add(usage.quantity());
                case UNCLEAR -> unclear = unclear.add(usage.quantity());
                case BILLABLE -> billable = billable.add(usage.quantity());
            }
        }
        var whole = billable.setScale(0, RoundingMode.FLOOR);
        var fraction = billable.subtract(whole);
        var deadline = deadlines.get(account.buyer());
        boolean ended = deadline != null && !now.isBefore(deadline);
        var total = billable.add(rejected).add(tooLate).add(unclear);
        return new Expected(
                new Places(
                        total,
                        whole,
                        ended ? BigDecimal.ZERO : fraction,
                        BigDecimal.ZERO,
                        ended ? tooLate.add(fraction) : tooLate,
                        rejected),
                unclear);
    }

    private enum Place {
        BILLABLE,
        TOO_LATE,
        REJECTED,
        UNCLEAR
    }

    private Place placeOf(ReportedOnce usage) {
        var wall = Wall.ofUsageAt(usage.time());
        var deadline = deadlines.getOrDefault(usage.account().buyer(), Instant.MAX);
        if (!usage.sentAt().isBefore(wall) || !usage.sentAt().isBefore(deadline)) {
            return Place.TOO_LATE;
        }
        if (usage.time().isBefore(firstHours.getOrDefault(usage.account().buyer(), Instant.MIN))) {
            return Place.REJECTED;
        }
        // After the last flush only an hour that had no usage can still take any.
        var sure = deadline.equals(Instant.MAX) ? wall : earlier(wall, deadline.minus(LAST_FLUSH));
        var counted = usage.countedBy();
        return counted != null && counted.isBefore(sure) ? Place.BILLABLE : Place.UNCLEAR;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /**
     * What must be.
     *
     * @param unclear units that may be accepted or expired
     */
    public record Expected(Places places, BigDecimal unclear) {}
}
