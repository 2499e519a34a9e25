package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.Decision.Accepted;
import io.stallkeeper.simulator.domain.Decision.Rejected;
import io.stallkeeper.simulator.domain.MarketplaceEvent.ClockAdvanced;
import io.stallkeeper.simulator.domain.MarketplaceEvent.FaultInjected;
import io.stallkeeper.simulator.domain.MarketplaceEvent.ProductListed;
import io.stallkeeper.simulator.domain.fault.FaultKind;
import io.stallkeeper.simulator.domain.listing.ListingRules;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.refusal.Refusal;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What sets the stage for a play: what is listed, what time it is, what will go wrong. */
public final class StageSettingDecider {
    private static final Duration LONGEST_JUMP = Duration.ofDays(3660);
    private static final int MOST_FAULTS = 100_000;

    private StageSettingDecider() {}

    /** The seller lists a product, or lists it differently. */
    public static Decision<Product> list(Product product, Moment moment) {
        Optional<Product> before = moment.marketplace().product(product.productCode());
        Optional<Refusal> refusal = ListingRules.check(product, before.orElse(null));
        if (refusal.isPresent()) {
            return new Rejected<>(refusal.get());
        }
        return new Accepted<>(List.of(new ProductListed(product)), product);
    }

    /** The clock jumps forward; the answer is the time after it. */
    public static Decision<Instant> advanceClock(Duration by, Moment moment) {
        if (!by.isPositive() || by.compareTo(LONGEST_JUMP) > 0) {
            return invalid("by: more than nothing, at most " + LONGEST_JUMP);
        }
        return new Accepted<>(List.of(new ClockAdvanced(by)), moment.now().plus(by));
    }

    /** The operation's next calls go wrong; the answer is how many of them will. */
    public static Decision<Integer> inject(String operation, FaultKind kind, int count, Moment moment) {
        int waiting = moment.marketplace().faults().waiting(operation);
        if (count < 1 || count > MOST_FAULTS - waiting) {
            return invalid("count: at least 1; at most " + MOST_FAULTS + " faults wait for an operation");
        }
        return new Accepted<>(List.of(new FaultInjected(operation, kind, count)), waiting + count);
    }

    private static <T> Decision<T> invalid(String message) {
        return new Rejected<>(RefusalCode.VALIDATION.because(message));
    }
}
