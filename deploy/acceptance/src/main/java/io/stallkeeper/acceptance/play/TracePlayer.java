package io.stallkeeper.acceptance.play;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.acceptance.books.Books;
import io.stallkeeper.acceptance.books.Truth;
import io.stallkeeper.acceptance.books.Verdict;
import io.stallkeeper.acceptance.trace.TraceStep;
import io.stallkeeper.acceptance.trace.TraceStep.Way;
import io.stallkeeper.local.stack.DemoProducts;
import io.stallkeeper.local.stack.Stack;
import io.stallkeeper.local.stack.StackProgress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Plays a trace against a running stack and compares the books at the end. Usage that was sent is not waited for, nor
 * is a killed process, but before a moment passes after which AWS takes no more usage: then all that was sent has to be
 * counted, and all that can be sent on has to be accepted, as with a seller whose systems work again by then.
 */
public final class TracePlayer implements AutoCloseable {

    /** Usage is told in time steps of this length, where a trace doesn't say when time passes. */
    private static final Duration TICK = Duration.ofMinutes(15);

    /** Buyers who are told first subscribe this long before the first usage, not years before it. */
    private static final Duration PRELUDE = Duration.ofHours(1);

    /** Time until an hour has settled, and some more. */
    private static final Duration UNTIL_SETTLED = Duration.ofMinutes(75);

    private final StackProgress progress;
    private final Marketplace marketplace;
    private final UsageSending sending;
    private final Truth truth = new Truth();
    private final Kills kills;
    private final Settling settling;
    private final Map<String, Buyer> buyers = new TreeMap<>();
    private final Map<String, Set<String>> products = new HashMap<>();
    private final Map<Way, List<ObjectNode>> outbox = new EnumMap<>(Way.class);

    /** @param replicas of the metering service */
    public TracePlayer(Stack stack, List<URI> replicas, StackProgress progress) {
        long start = System.nanoTime();
        this.progress = line -> progress.say("%6.1f s  %s".formatted((System.nanoTime() - start) / 1e9, line));
        this.marketplace = new Marketplace(stack.addresses());
        this.sending = new UsageSending(replicas, stack.addresses().kafka(), stack.tokens());
        this.kills = new Kills(stack, this.progress);
        this.settling = new Settling(truth, new Books(stack.addresses(), stack.tokens()), buyers);
        for (var demo : DemoProducts.values()) {
            products.put(demo.code(), Set.of(DemoProducts.USAGE_DIMENSION));
        }
    }

    /**
     * What a stack is told so that a trace doesn't take hours: an answer that is lost is missed after seconds, and its
     * record goes again after twice as long.
     *
     * @param identicalResend how the marketplace answers a record that it has already, {@code success} or
     *     {@code duplicate-record} (marketplace-protocol 10, A4)
     */
    public static Map<String, String> environment(String identicalResend) {
        return new HashMap<>(Map.of(
                "STALLKEEPER_METERING_CALL_TIMEOUT", "PT3S", "SIMULATOR_METERING_IDENTICAL_RESEND", identicalResend));
    }

    /** Plays all of it and waits until everything has found its place. What never does so is part of the verdict. */
    public Verdict play(List<TraceStep> steps) {
        try {
            playAll(steps);
            return settling.verdict(marketplace.now());
        } catch (IllegalStateException e) {
            var verdict = settling.verdict(marketplace.now());
            verdict.add(String.valueOf(e.getMessage()));
            return verdict;
        }
    }

    private void playAll(List<TraceStep> steps) {
        var time = TraceTime.of(steps, marketplace.now());
        boolean passesByItself = steps.stream().noneMatch(TraceStep.Pass.class::isInstance);
        if (time.begin().minus(PRELUDE).isAfter(marketplace.now())) {
            pass(time.begin().minus(PRELUDE));
        }
        subscribeWhoIsNotIntroduced(steps);
        for (var step : steps) {
            switch (step) {
                case TraceStep.Usage(var event, var way) -> use(shifted(event, time), way, passesByItself);
                case TraceStep.ListProduct listed -> list(listed);
                case TraceStep.Subscribe(var buyer, var product) -> subscribe(buyer, product);
                case TraceStep.Cancel(var buyer) -> cancel(buyer);
                case TraceStep.Pass(var until) -> pass(time.shifted(until));
                case TraceStep.Faults(var order) -> marketplace.fail(order);
                case TraceStep.Behave(var order) -> marketplace.behave(order);
                case TraceStep.Kill(var process, var afterMs) -> kill(process, afterMs);
            }
        }
        finish();
    }

    /** How often each process was killed. */
    public Map<String, Integer> kills() {
        return kills.done();
    }

    /** Somebody's own trace may hold nothing but usage: all whom it names subscribe before it begins. */
    private void subscribeWhoIsNotIntroduced(List<TraceStep> steps) {
        if (steps.stream().anyMatch(TraceStep.Subscribe.class::isInstance)) {
            return;
        }
        for (var step : steps) {
            if (step instanceof TraceStep.Usage(var event, var way)) {
                var buyer = event.path("data").path("subscriptionId").asText();
                if (!buyer.isEmpty() && !buyers.containsKey(buyer)) {
                    subscribe(buyer, DemoProducts.LICENSED.code());
                }
            }
        }
    }

    private static ObjectNode shifted(ObjectNode event, TraceTime time) {
        var copy = event.deepCopy();
        TraceTime.parse(event.path("time").asText())
                .ifPresent(at -> copy.put("time", time.shifted(at).toString()));
        return copy;
    }

    private void list(TraceStep.ListProduct listed) {
        marketplace.list(listed);
        products.put(listed.product(), listed.dimensions());
    }

    private void subscribe(String name, String product) {
        var dimensions = products.get(product);
        if (dimensions == null || buyers.containsKey(name)) {
            throw new IllegalArgumentException("%s can't subscribe to %s".formatted(name, product));
        }
        var agreement = marketplace.subscribe(product);
        buyers.put(name, new Buyer(name, agreement));
        truth.subscribed(name, dimensions, marketplace.now());
        progress.say("%s is %s".formatted(name, agreement.subscriptionId()));
    }

    private void cancel(String name) {
        send();
        var buyer = Optional.ofNullable(buyers.get(name)).orElseThrow();
        truth.cancelled(name, marketplace.now());
        marketplace.cancel(buyer.agreement());
    }

    /** Usage goes in meanwhile. */
    private void kill(String process, int afterMs) {
        kills.kill(process, afterMs);
        send();
    }

    private void use(ObjectNode event, Way way, boolean passesByItself) {
        if (passesByItself) {
            TraceTime.parse(event.path("time").asText()).ifPresent(this::passTick);
        }
        outbox.computeIfAbsent(way, _ -> new ArrayList<>()).add(event);
    }

    private void passTick(Instant time) {
        if (time.isAfter(marketplace.now().plus(TICK.dividedBy(2)))) {
            long tick = TICK.toSeconds();
            pass(Instant.ofEpochSecond(Math.ceilDiv(time.getEpochSecond(), tick) * tick));
        }
    }

    private void send() {
        if (outbox.isEmpty()) {
            return;
        }
        var now = marketplace.now();
        outbox.values().forEach(events -> events.forEach(event -> truth.sent(event, now)));
        var byWay = new EnumMap<>(outbox);
        outbox.clear();
        sending.byHttp(named(byWay.getOrDefault(Way.HTTP, List.of())));
        sending.byKafka(named(byWay.getOrDefault(Way.KAFKA, List.of())));
    }

    private List<ObjectNode> named(List<ObjectNode> events) {
        return events.stream().map(this::named).toList();
    }

    private ObjectNode named(ObjectNode event) {
        var copy = event.deepCopy();
        var buyer = buyers.get(event.path("data").path("subscriptionId").asText());
        if (buyer != null && copy.path("data") instanceof ObjectNode data) {
            buyer.nameIn(data, event.path("id").asText().hashCode());
        }
        return copy;
    }

    private void pass(Instant until) {
        send();
        for (var now = marketplace.now(); now.isBefore(until); now = marketplace.now()) {
            var stop = settling.nextStop(now, until);
            var to = stop.orElse(until);
            marketplace.passTo(to);
            sending.awaitClocks(to);
            stop.ifPresent(_ -> settle("before usage gets too old"));
        }
        progress.say("It is " + marketplace.now());
    }

    private void settle(String why) {
        progress.say("Settling " + why + ".");
        settling.awaitCounted();
        truth.counted(marketplace.now());
        settling.awaitSent(marketplace::now);
    }

    private void finish() {
        send();
        kills.close();
        settle("at the end");
        pass(marketplace.now().plus(UNTIL_SETTLED));
        settle("the last hour");
    }

    /** Lets AWS work again. */
    @Override
    public void close() {
        marketplace.heal();
        sending.close();
    }
}
