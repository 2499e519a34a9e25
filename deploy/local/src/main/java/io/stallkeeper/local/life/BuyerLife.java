package io.stallkeeper.local.life;

import io.stallkeeper.local.marketplace.Agreement;
import io.stallkeeper.local.marketplace.MarketplaceAdmin;
import io.stallkeeper.local.stack.DemoProducts;
import io.stallkeeper.local.stack.StackAddresses;
import io.stallkeeper.local.stack.StackProgress;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * A buyer's whole life: subscribes, registers, uses the product, cancels. Time is the marketplace's, so it takes less
 * than a minute. Services may be killed meanwhile: what isn't answered is asked again, as browsers and applications do.
 */
public final class BuyerLife {

    private static final int SEATS = 10;
    private static final Duration HOUR = Duration.ofHours(1);

    /** Behind it the hour is over and its late usage has been waited for. */
    private static final Duration HOUR_AND_SETTLING = Duration.ofMinutes(75);

    /** Just before the final hour closes: what could still be sent has been sent. */
    private static final Duration NEARLY_THE_FINAL_HOUR = Duration.ofMinutes(56);

    private static final Duration PAST_THE_FINAL_HOUR = Duration.ofMinutes(10);
    private static final String DIMENSION = DemoProducts.USAGE_DIMENSION;

    private final StackAddresses addresses;
    private final TokenIssuer tokens;
    private final StackProgress progress;
    private final MarketplaceAdmin marketplace;
    private final Seller seller;

    public BuyerLife(StackAddresses addresses, TokenIssuer tokens, StackProgress progress) {
        this.addresses = addresses;
        this.tokens = tokens;
        this.progress = progress;
        this.marketplace = new MarketplaceAdmin(addresses.simulator());
        this.seller = new Seller(addresses, tokens);
    }

    /**
     * Plays it. Throws IllegalStateException if something doesn't happen in time.
     *
     * @param events how many usage events before the hour passes; a tenth of that comes after it
     * @param seed the same one makes the same usage
     */
    public LifeReport play(DemoProducts product, int events, long seed) {
        var random = new Random(seed);
        var agreement = subscribe(product);
        register(agreement);
        awaitEntitled(agreement);
        // Late usage is of an hour ago: the subscription has to be older than that.
        pass("An hour passes.", HOUR);
        var units = use(agreement, random, "first", events);
        pass("An hour passes, and late usage has been waited for.", HOUR_AND_SETTLING);
        awaitEntitled(agreement);
        units = units.add(use(agreement, random, "second", events / 10));
        awaitReported(agreement, units);
        cancel(agreement);
        flush(agreement);
        var id = agreement.subscriptionId();
        return new LifeReport(
                "%s (%s)".formatted(id, product.code()),
                units,
                Patience.retry("the ledger", () -> seller.ledger(id, DIMENSION)),
                Patience.retry("the bill", () -> marketplace.billed(agreement, DIMENSION)));
    }

    private Agreement subscribe(DemoProducts product) {
        var agreement = Patience.retry(
                "the marketplace", () -> marketplace.subscribe(product.code(), DemoProducts.CONTRACT_DIMENSION, SEATS));
        progress.say("A buyer subscribes to %s: %s".formatted(product.code(), agreement.subscriptionId()));
        return agreement;
    }

    /** As the browser does it: the token is posted, the form is filled in. */
    private void register(Agreement agreement) {
        var token = Patience.retry("a token", () -> marketplace.registrationToken(agreement));
        var form = Browser.post(addresses.registrationPage(), Map.of("x-amzn-marketplace-token", token));
        Browser.post(
                form.address(),
                Map.of("email", "ada.buyer@gmail.com", "name", "Ada Buyer", "company", "Buyer & Söhne"));
        progress.say("The buyer has registered.");
    }

    private void awaitEntitled(Agreement agreement) {
        var id = agreement.subscriptionId();
        Patience.until("the entitlement", () -> seller.mayUse(id, DemoProducts.CONTRACT_DIMENSION, SEATS));
        if (seller.mayUse(id, DemoProducts.CONTRACT_DIMENSION, SEATS + 1)) {
            throw new IllegalStateException("The buyer may use more than was bought.");
        }
        progress.say("The buyer may use %d %s, and not one more.".formatted(SEATS, DemoProducts.CONTRACT_DIMENSION));
    }

    private BigDecimal use(Agreement agreement, RandomGenerator random, String name, int events) {
        var now = Patience.retry("the clock", marketplace::now);
        var plan = UsagePlan.make(random, name, events, agreement, now);
        try (var reporter = new UsageReporter(addresses, tokens.tokenFor("usage-reporter"))) {
            reporter.awaitAcceptance(UsagePlan.nothing("nothing-before-" + name, agreement, now));
            long start = System.nanoTime();
            int refused = reporter.report(plan, agreement.subscriptionId().value());
            progress.say("%d usage events sent in %.1f s: %d twice, %d late by an hour, %d invalid (%d refused at once)"
                    .formatted(
                            plan.sent(),
                            (System.nanoTime() - start) / 1e9,
                            plan.twice(),
                            plan.late(),
                            plan.invalid(),
                            refused));
        }
        return plan.units();
    }

    private void awaitReported(Agreement agreement, BigDecimal units) {
        var id = agreement.subscriptionId();
        Patience.until(
                "the ledger to have all usage",
                () -> seller.ledger(id, DIMENSION).reported().compareTo(units) >= 0);
    }

    private void cancel(Agreement agreement) {
        Patience.retry("the cancellation", () -> {
            marketplace.cancel(agreement);
            return agreement;
        });
        progress.say("The buyer cancels. The final hour is open.");
    }

    private void flush(Agreement agreement) {
        pass("56 minutes of it pass.", NEARLY_THE_FINAL_HOUR);
        awaitPendingBelow(agreement, BigDecimal.ONE);
        pass("The final hour is over.", PAST_THE_FINAL_HOUR);
        awaitPendingBelow(agreement, new BigDecimal("0.000000000001"));
    }

    private void awaitPendingBelow(Agreement agreement, BigDecimal units) {
        var id = agreement.subscriptionId();
        Patience.until(
                "the last units to find their place",
                () -> seller.ledger(id, DIMENSION).pending().compareTo(units) < 0);
    }

    private void pass(String what, Duration by) {
        // To a time, not by a duration: sent twice because an answer got lost, it has the effect of once.
        var time = Patience.retry("the clock", marketplace::now).plus(by);
        Patience.retry("the clock", () -> {
            marketplace.advanceTo(time);
            return time;
        });
        progress.say(what);
    }
}
