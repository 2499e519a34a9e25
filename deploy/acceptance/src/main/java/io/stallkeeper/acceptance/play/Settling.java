package io.stallkeeper.acceptance.play;

import io.stallkeeper.acceptance.books.Account;
import io.stallkeeper.acceptance.books.Books;
import io.stallkeeper.acceptance.books.Places;
import io.stallkeeper.acceptance.books.Truth;
import io.stallkeeper.acceptance.books.Verdict;
import io.stallkeeper.acceptance.books.Wall;
import io.stallkeeper.local.life.Patience;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Waits for the ledger, and for AWS, to have what the trace has reported; watches the law while it looks. */
final class Settling {

    /** Before the books of a month close. */
    private static final Duration MONTH_MARGIN = Duration.ofMinutes(10);

    /** Before the last flush of an ending subscription: what is counted later may find no hour that is still open. */
    private static final Duration COUNT_MARGIN = Truth.LAST_FLUSH.plusMinutes(2);

    /** After that flush has begun. */
    private static final Duration FLUSH_MARGIN = Truth.LAST_FLUSH.minusSeconds(10);

    /** How much may be on its way at most, with 24 hours for it. */
    private static final Duration BACKLOG = Duration.ofHours(12);

    private final Truth truth;
    private final Books books;
    private final Map<String, Buyer> buyers;
    private @Nullable Instant settledAt;

    Settling(Truth truth, Books books, Map<String, Buyer> buyers) {
        this.truth = truth;
        this.books = books;
        this.buyers = buyers;
    }

    /** The first moment after now, and up to a time, at which to settle, because AWS will take no more soon after. */
    Optional<Instant> nextStop(Instant now, Instant until) {
        var since = settledAt == null || truth.accounts().isEmpty() ? now : settledAt;
        settledAt = since;
        var stops = Stream.concat(
                Stream.of(Wall.closingAfter(now.minus(Duration.ofDays(1))).minus(MONTH_MARGIN), since.plus(BACKLOG)),
                truth.deadlines().values().stream()
                        .flatMap(deadline -> Stream.of(deadline.minus(COUNT_MARGIN), deadline.minus(FLUSH_MARGIN))));
        return truth.accounts().isEmpty()
                ? Optional.empty()
                : stops.filter(stop -> stop.isAfter(now) && stop.isBefore(until))
                        .min(Comparator.naturalOrder());
    }

    /**
     * Until the ledger has all that was reported, and knows of every end: a notification of it may still be on its way,
     * or its reader be away.
     */
    void awaitCounted() {
        for (var ending : truth.deadlines().keySet()) {
            Patience.until("the ledger to know that " + ending + " leaves", () -> knowsOfEnd(ending));
        }
        for (var expected : truth.reportedUnits().entrySet()) {
            Patience.until(
                    "%s to have %s units in the ledger"
                            .formatted(expected.getKey(), expected.getValue().toPlainString()),
                    () -> ledger(expected.getKey()).reported().compareTo(expected.getValue()) >= 0);
        }
    }

    /** @param now the marketplace's time, again and again */
    void awaitSent(Supplier<Instant> now) {
        for (var account : truth.accounts()) {
            Patience.until(
                    account + " to have all accepted that can be",
                    () -> ledger(account).pending().compareTo(mayWait(account, now.get())) < 0);
        }
        for (var buyer : buyers.values()) {
            Patience.until(
                    "all hours of " + buyer.name() + " that have settled to be answered for",
                    () -> books.isSent(buyer.subscriptionId(), Truth.oldestOpenHour(now.get())));
        }
        settledAt = now.get();
    }

    private boolean knowsOfEnd(String buyer) {
        return books.knowsOfEnd(
                Optional.ofNullable(buyers.get(buyer)).orElseThrow().subscriptionId());
    }

    private BigDecimal mayWait(Account account, Instant now) {
        return truth.mayWait(now).getOrDefault(account, BigDecimal.ONE);
    }

    private Places ledger(Account account) {
        var buyer = buyers.get(account.buyer());
        var id = buyer == null ? account.buyer() : buyer.subscriptionId();
        var places = books.ledger(id).getOrDefault(account.dimension(), Places.NONE);
        if (!places.isWhole()) {
            throw new LawBroken(account + ": the ledger's places don't add up to what was reported: " + places);
        }
        return places;
    }

    /** All books beside each other. */
    Verdict verdict(Instant now) {
        var verdict = new Verdict();
        new TreeMap<>(truth.places(now)).forEach((account, expected) -> {
            var buyer = buyers.get(account.buyer());
            var accepted = buyer == null
                    ? BigDecimal.ZERO
                    : Patience.retry("the marketplace's books", () -> books.accepted(buyer.agreement()))
                            .getOrDefault(account.dimension(), BigDecimal.ZERO);
            verdict.add(account, expected, Patience.retry("the ledger", () -> ledger(account)), accepted);
        });
        return verdict;
    }

    /** Seen at once, and nothing to be patient with. */
    static final class LawBroken extends RuntimeException {
        private static final long serialVersionUID = 1;

        LawBroken(String message) {
            super(message);
        }
    }
}
