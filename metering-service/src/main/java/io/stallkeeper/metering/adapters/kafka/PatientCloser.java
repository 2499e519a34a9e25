package io.stallkeeper.metering.adapters.kafka;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.metering.domain.hour.ClosingRules;
import io.stallkeeper.metering.domain.hour.ClosingTerms;
import io.stallkeeper.metering.domain.hour.Walls;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Closes hours, but not those of which usage may still wait on the topic, as after an outage: so it goes to its own
 * hour and not to a later one. {@link ClosingRules#termsWhile} says how long that holds them open.
 */
public final class PatientCloser {

    private static final Logger LOG = Logger.getLogger(PatientCloser.class);

    /** No hour is held open for longer than a day. */
    private static final int MOST_MARKS = 25;

    private final Function<ClosingTerms, Uni<Integer>> closing;
    private final UsageBacklog backlog;
    private final ClosingRules rules;
    private final Clock clock;

    /** Where the topic ended when an hour had settled, or as soon as somebody looked. */
    private final TreeMap<Instant, Map<String, Long>> marks = new TreeMap<>();

    private Instant toldAt = Instant.MIN;

    private volatile Instant countedUpTo = Instant.MIN;

    /** When this first wanted to know of an hour, until it has found out of any. */
    private volatile Instant firstAsked = Instant.MAX;

    /** @param closing closes one batch of hours under terms, and says how many dimensions it looked at */
    public PatientCloser(
            Function<ClosingTerms, Uni<Integer>> closing, UsageBacklog backlog, ClosingRules rules, Clock clock) {
        this.closing = closing;
        this.backlog = backlog;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Finds out how much is counted; what was found last stands until then, and nothing at first. One at a time. Fails
     * if Kafka or the database doesn't say.
     */
    public Uni<Void> look() {
        var settled = settled();
        if (firstAsked.isAfter(settled)) {
            firstAsked = settled;
        }
        return mark(settled).chain(this::passMarks);
    }

    /** The last moment at which an hour had settled. */
    private Instant settled() {
        var settleDelay = rules.terms().settleDelay();
        return Walls.oldestOpenHour(clock.instant(), settleDelay).plus(settleDelay);
    }

    /**
     * How long the first hour that is held open has been settled; zero if none is held. One partition that isn't
     * counted holds the hours of all subscriptions.
     */
    public Duration heldFor() {
        if (!settled().isAfter(countedUpTo)) {
            return Duration.ZERO;
        }
        var since = countedUpTo.equals(Instant.MIN) ? firstAsked : countedUpTo.plus(Duration.ofHours(1));
        var held = since.equals(Instant.MAX) ? Duration.ZERO : Duration.between(since, clock.instant());
        return held.isNegative() ? Duration.ZERO : held;
    }

    private Uni<Void> mark(Instant settled) {
        if (!settled.isAfter(countedUpTo) || marks.containsKey(settled)) {
            return Uni.createFrom().voidItem();
        }
        return backlog.ends()
                .invoke(ends -> {
                    marks.put(settled, ends);
                    if (marks.size() > MOST_MARKS) {
                        marks.pollFirstEntry();
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> passMarks() {
        if (marks.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return backlog.counted(marks.lastEntry().getValue().keySet())
                .invoke(this::passMarksBehind)
                .replaceWithVoid();
    }

    private void passMarksBehind(Map<String, Long> counted) {
        for (var mark : marks.descendingMap().entrySet()) {
            if (uncounted(mark.getValue(), counted).isEmpty()) {
                LOG.debugf("Usage is counted that was there at %s", mark.getKey());
                countedUpTo = mark.getKey();
                marks.headMap(mark.getKey(), true).clear();
                return;
            }
        }
        tellWhatHolds(counted);
    }

    private static Set<String> uncounted(Map<String, Long> ends, Map<String, Long> counted) {
        return ends.entrySet().stream()
                .filter(end -> counted.getOrDefault(end.getKey(), 0L) < end.getValue())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Once an hour while it lasts. */
    private void tellWhatHolds(Map<String, Long> counted) {
        var first = marks.firstEntry();
        var latest = marks.lastKey();
        if (latest.isAfter(first.getKey()) && !latest.equals(toldAt)) {
            toldAt = latest;
            LOG.warnf(
                    "Hours are held open since %s: usage isn't counted that was in %s",
                    first.getKey(), uncounted(first.getValue(), counted));
        }
    }

    /** One batch, under the terms of now. */
    public Uni<Integer> closeDue() {
        return closing.apply(rules.termsWhile(countedUpTo, clock.instant()));
    }
}
