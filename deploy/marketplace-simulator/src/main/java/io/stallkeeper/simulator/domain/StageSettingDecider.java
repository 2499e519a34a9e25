package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.Decision.Accepted;
import io.stallkeeper.simulator.domain.Decision.Rejected;
import io.stallkeeper.simulator.domain.MarketplaceEvent.BehaviorChanged;
import io.stallkeeper.simulator.domain.MarketplaceEvent.ClockAdvanced;
import io.stallkeeper.simulator.domain.MarketplaceEvent.ClockSet;
import io.stallkeeper.simulator.domain.MarketplaceEvent.FaultChanceSet;
import io.stallkeeper.simulator.domain.MarketplaceEvent.FaultQueued;
import io.stallkeeper.simulator.domain.MarketplaceEvent.FaultsCleared;
import io.stallkeeper.simulator.domain.MarketplaceEvent.MarketplaceReset;
import io.stallkeeper.simulator.domain.MarketplaceEvent.ProductListed;
import io.stallkeeper.simulator.domain.fault.Fault;
import io.stallkeeper.simulator.domain.fault.FaultChance;
import io.stallkeeper.simulator.domain.fault.QueuedFault;
import io.stallkeeper.simulator.domain.listing.ListingRules;
import io.stallkeeper.simulator.domain.listing.NotificationRoute;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import io.stallkeeper.simulator.domain.listing.TargetKind;
import io.stallkeeper.simulator.domain.refusal.Refusal;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What sets the stage for a play: what is listed, what time it is, what will go wrong. */
public final class StageSettingDecider {
    private static final int MOST_FAULTS = 100_000;
    /** Signs of the clock come every second, or a little later. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(2);

    private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

    private StageSettingDecider() {}

    /** The seller lists a product, or lists it differently. */
    public static Decision<Product> list(Product product, Moment moment) {
        Optional<Product> before = moment.marketplace().product(product.productCode());
        boolean isSold = !moment.marketplace()
                .agreements()
                .ofProduct(product.productCode())
                .isEmpty();
        Optional<Refusal> refusal = ListingRules.check(product, before.orElse(null), isSold);
        if (refusal.isPresent()) {
            return new Rejected<>(refusal.get());
        }
        return new Accepted<>(List.of(new ProductListed(product)), product);
    }

    /** The clock jumps forward; the answer is the time after it. */
    public static Decision<Instant> advanceClock(Duration by, Moment moment) {
        Optional<Refusal> refusal = ClockRules.checkJump(by, moment);
        if (refusal.isPresent()) {
            return new Rejected<>(refusal.get());
        }
        return new Accepted<>(List.of(new ClockAdvanced(by)), moment.now().plus(by));
    }

    /** The clock goes on at another rate, from where it is or from a later instant; the answer is the time then. */
    public static Decision<Instant> setClock(double rate, @Nullable Instant to, Moment moment) {
        Instant now = to == null ? moment.now() : to;
        Optional<Refusal> refusal = ClockRules.checkSetting(rate, now, moment);
        if (refusal.isPresent()) {
            return new Rejected<>(refusal.get());
        }
        return new Accepted<>(List.of(new ClockSet(moment.realNow(), now, rate)), now);
    }

    /**
     * The clock of a marketplace that nobody has run since then: one that keeps pace with real time has gone on, any other
     * goes on from where it was at the last sign of it, or where it can have been soon after; never from before.
     */
    public static Decision<Instant> resumeClock(Instant lastSign, Moment moment) {
        Duration unseen = Duration.between(lastSign, moment.realNow());
        if (keepsItself(moment.marketplace().clockRate()) || unseen.compareTo(LONGEST_SILENCE) <= 0) {
            return new Accepted<>(List.of(), moment.now());
        }
        Instant stood = moment.marketplace().timeAt(lastSign.plus(LONGEST_SILENCE));
        var resumed = new ClockSet(moment.realNow(), stood, moment.marketplace().clockRate());
        return new Accepted<>(List.of(resumed), stood);
    }

    /** A sign of the clock, for whoever resumes it; nothing if it needs none. */
    public static Decision<Instant> noteClock(Moment moment) {
        double rate = moment.marketplace().clockRate();
        Instant now = moment.marketplace().timeAt(moment.realNow());
        return new Accepted<>(keepsItself(rate) ? List.of() : List.of(new ClockSet(moment.realNow(), now, rate)), now);
    }

    private static boolean keepsItself(double rate) {
        return rate == 0 || rate == 1;
    }

    /** Things take another time, or notifications come another way, from now on. */
    public static Decision<Behavior> behave(Behavior behavior) {
        Optional<Refusal> refusal = BehaviorRules.check(behavior);
        if (refusal.isPresent()) {
            return new Rejected<>(refusal.get());
        }
        return new Accepted<>(List.of(new BehaviorChanged(behavior)), behavior);
    }

    /** An older listing moves over to licenses, and is told of by these routes too (protocol page, 3.8). */
    public static Decision<Product> migrate(String productCode, List<NotificationRoute> routes, Moment moment) {
        Optional<Product> product = moment.marketplace().product(productCode);
        if (product.isEmpty()) {
            return new Rejected<>(RefusalCode.RESOURCE_NOT_FOUND.because("no product " + productCode));
        }
        if (product.get().identity() != ProductIdentity.LEGACY) {
            return new Rejected<>(RefusalCode.CONFLICT.because(productCode + " is no older listing"));
        }
        List<NotificationRoute> all = new ArrayList<>(product.get().notifications());
        all.addAll(routes);
        return list(product.get().migrated(all), moment);
    }

    /**
     * Everything that happened is forgotten; the clock shows real time. The answer are the names of the files into which
     * notifications went.
     */
    public static Decision<Set<String>> reset(Moment moment) {
        Stream<NotificationRoute> listed =
                moment.marketplace().products().stream().flatMap(product -> product.notifications().stream());
        Stream<NotificationRoute> told = moment.marketplace().outbox().all().stream()
                .map(delivery -> delivery.notification().route());
        Set<String> files = Stream.concat(listed, told)
                .filter(route -> route.target() == TargetKind.FILE)
                .map(NotificationRoute::address)
                .collect(Collectors.toUnmodifiableSet());
        return new Accepted<>(List.of(new MarketplaceReset()), files);
    }

    /** The operation's next calls go wrong; the answer is how many of them will. */
    public static Decision<Integer> queue(QueuedFault fault, Moment moment) {
        if (!fault.fault().kind().concerns(fault.operation())) {
            return invalid("fault: " + fault.fault().kind() + " can't happen to " + fault.operation());
        }
        int waiting = moment.marketplace().faults().waiting(fault.operation());
        if (fault.calls() < 1 || fault.calls() > MOST_FAULTS - waiting) {
            return invalid("count: at least 1; at most " + MOST_FAULTS + " faults wait for an operation");
        }
        return isTooLong(fault.fault())
                ? invalid("delay: not negative, at most " + LONGEST_DELAY)
                : new Accepted<>(List.of(new FaultQueued(fault)), waiting + fault.calls());
    }

    /** Any call of the operation may go wrong. */
    public static Decision<FaultChance> set(FaultChance chance) {
        if (!chance.fault().kind().concerns(chance.operation())) {
            return invalid("fault: " + chance.fault().kind() + " can't happen to " + chance.operation());
        }
        if (!(chance.probability() > 0 && chance.probability() <= 1)) {
            return invalid("probability: more than 0, at most 1");
        }
        return isTooLong(chance.fault())
                ? invalid("delay: not negative, at most " + LONGEST_DELAY)
                : new Accepted<>(List.of(new FaultChanceSet(chance)), chance);
    }

    /** Nothing goes wrong any more, with one operation or with any; the answer is how many queued faults are gone. */
    public static Decision<Integer> clear(@Nullable String operation, Moment moment) {
        int gone = moment.marketplace().faults().queued().stream()
                .filter(fault -> operation == null || fault.operation().equals(operation))
                .mapToInt(QueuedFault::calls)
                .sum();
        return new Accepted<>(List.of(new FaultsCleared(operation)), gone);
    }

    private static boolean isTooLong(Fault fault) {
        return fault.delay().isNegative() || fault.delay().compareTo(LONGEST_DELAY) > 0;
    }

    private static <T> Decision<T> invalid(String message) {
        return new Rejected<>(RefusalCode.VALIDATION.because(message));
    }
}
