package io.stallkeeper.acceptance.trace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.acceptance.trace.TraceStep.Way;
import io.stallkeeper.local.stack.DemoProducts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Makes random traces: several buyers of several products, hours with even usage and hours in which one buyer uses
 * nearly all, late usage, usage told twice, invalid usage, ending subscriptions, a month that ends, faults and kills.
 * The same seed and mix make the same trace.
 */
public final class TraceMaker {

    /** 32 hours later the books of the month, and of the year, close. */
    private static final Instant START = Instant.parse("2026-12-30T22:00:00Z");

    private static final String METERED = "trace-metered";
    private static final List<String> METERED_DIMENSIONS = List.of("requests", "storage");
    private static final List<TraceBuyer> BUYERS = List.of(
            demo("licensed-1", DemoProducts.LICENSED),
            demo("licensed-2", DemoProducts.LICENSED),
            demo("legacy-1", DemoProducts.LEGACY),
            demo("legacy-2", DemoProducts.LEGACY),
            new TraceBuyer("metered-1", METERED, METERED_DIMENSIONS),
            new TraceBuyer("metered-2", METERED, METERED_DIMENSIONS));

    private static final int MINUTE_OF_TELLING = 55;
    private static final int MINUTE_OF_LEAVING = 30;
    private static final double SKEW = 0.9;
    private static final double QUIET_HOURS = 0.1;
    private static final int LONGEST_KILL_DELAY_MS = 3_000;
    private static final double HOURS_WITH_TIMEOUTS = 0.2;
    private static final double HOURS_WITH_MISTAKES = 0.1;

    private final TraceMix mix;
    private final RandomGenerator random;
    private final UsageMaker usage;
    private final List<TraceStep> steps = new ArrayList<>();
    private final Map<Integer, List<ObjectNode>> echoes = new HashMap<>();
    private final List<TraceBuyer> active = new ArrayList<>(BUYERS);

    private TraceMaker(TraceMix mix, long seed) {
        this.mix = mix;
        this.random = new Random(seed);
        this.usage = new UsageMaker(random, START.plus(Duration.ofMinutes(5)));
    }

    public static List<TraceStep> make(TraceMix mix, long seed) {
        return new TraceMaker(mix, seed).make();
    }

    private List<TraceStep> make() {
        steps.add(new TraceStep.ListProduct(METERED, false, new LinkedHashSet<>(METERED_DIMENSIONS)));
        steps.add(new TraceStep.Pass(START));
        BUYERS.forEach(buyer -> steps.add(new TraceStep.Subscribe(buyer.name(), buyer.product())));
        int before = steps.size();
        if (mix.faults() > 0) {
            steps.addAll(FaultMaker.lasting(random, mix.faults()));
        }
        for (int hour = 0; hour < mix.hours(); hour++) {
            hour(hour);
        }
        leaveAll();
        addKills(before);
        return List.copyOf(steps);
    }

    private void hour(int hour) {
        var start = START.plus(Duration.ofHours(hour));
        if (hour == mix.hours() / 3) {
            leave(BUYERS.get(1), start);
        } else if (hour == mix.hours() * 2 / 3) {
            leave(BUYERS.get(3), start);
        }
        if (hour > 0 && random.nextDouble() < QUIET_HOURS) {
            return;
        }
        if (mix.faults() > 0 && random.nextDouble() < HOURS_WITH_TIMEOUTS) {
            steps.add(FaultMaker.timeout(random));
        }
        if (mix.faults() > 0 && random.nextDouble() < HOURS_WITH_MISTAKES) {
            steps.add(FaultMaker.mistake(random));
        }
        var now = start.plus(Duration.ofMinutes(MINUTE_OF_TELLING));
        steps.add(new TraceStep.Pass(now));
        tell(hour, now);
    }

    private void tell(int hour, Instant now) {
        echoes.getOrDefault(hour, List.of()).forEach(event -> add(event, way()));
        var favourite = active.get(random.nextInt(active.size()));
        boolean skewed = hour % 2 == 1;
        for (int i = 0; i < mix.events() / mix.hours(); i++) {
            var buyer = skewed && random.nextDouble() < SKEW ? favourite : active.get(random.nextInt(active.size()));
            var event = event(buyer, now);
            add(event, way());
            if (random.nextDouble() < TraceMix.TWICE) {
                int later = random.nextInt(Math.min((int) TraceMix.LONGEST_ECHO.toHours(), mix.hours() - hour));
                echoes.computeIfAbsent(hour + later, _ -> new ArrayList<>()).add(event);
                if (later == 0) {
                    add(event, way());
                }
            }
        }
    }

    private ObjectNode event(TraceBuyer buyer, Instant now) {
        double kind = random.nextDouble();
        if (kind < TraceMix.INVALID) {
            return usage.spoiled(buyer, now);
        }
        if (kind < TraceMix.INVALID + TraceMix.TOO_LATE) {
            var tooLate = usage.tooLate(buyer, now);
            return tooLate == null ? usage.onTime(buyer, now) : tooLate;
        }
        return kind < TraceMix.INVALID + TraceMix.TOO_LATE + TraceMix.LATE
                ? usage.late(buyer, now)
                : usage.onTime(buyer, now);
    }

    /** The buyer cancels; what it used until then, and still uses, is told within the final hour, and some after it. */
    private void leave(TraceBuyer buyer, Instant start) {
        var now = start.plus(Duration.ofMinutes(MINUTE_OF_LEAVING));
        steps.add(new TraceStep.Pass(now));
        add(usage.late(buyer, now), way());
        steps.add(new TraceStep.Cancel(buyer.name()));
        add(usage.late(buyer, now), way());
        active.remove(buyer);
    }

    private void leaveAll() {
        var start = START.plus(Duration.ofHours(mix.hours()));
        var now = start.plus(Duration.ofMinutes(MINUTE_OF_LEAVING));
        steps.add(new TraceStep.Pass(now));
        for (var buyer : List.copyOf(active)) {
            steps.add(new TraceStep.Cancel(buyer.name()));
            add(usage.late(buyer, now), way());
        }
        steps.add(new TraceStep.Pass(now.plus(Duration.ofHours(2))));
        BUYERS.forEach(buyer -> add(usage.late(buyer, now), way()));
    }

    private void addKills(int from) {
        var victims = new ArrayList<String>();
        while (!mix.victims().isEmpty() && victims.size() < mix.kills()) {
            victims.addAll(mix.victims());
        }
        for (var victim : victims.stream().limit(mix.kills()).toList()) {
            var kill = new TraceStep.Kill(victim, random.nextInt(LONGEST_KILL_DELAY_MS));
            steps.add(random.nextInt(from, steps.size()), kill);
        }
    }

    private void add(ObjectNode event, Way way) {
        steps.add(new TraceStep.Usage(event, way));
    }

    private Way way() {
        return random.nextBoolean() ? Way.HTTP : Way.KAFKA;
    }

    private static TraceBuyer demo(String name, DemoProducts product) {
        return new TraceBuyer(name, product.code(), List.of(DemoProducts.USAGE_DIMENSION));
    }
}
