package io.stallkeeper.metering.adapters.kafka;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.metering.domain.hour.ClosingRules;
import io.stallkeeper.metering.domain.hour.ClosingTerms;
import io.stallkeeper.metering.domain.hour.Walls;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Closes hours, but not those of which usage may still wait on the topic, as after an outage: so it goes to its own hour and
 * not to a later one. {@link ClosingRules#termsWhile} says how long that holds them open.
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

    private volatile Instant countedUpTo = Instant.MIN;

    /** @param closing closes one batch of hours under terms, and says how many dimensions it looked at */
    public PatientCloser(
            Function<ClosingTerms, Uni<Integer>> closing, UsageBacklog backlog, ClosingRules rules, Clock clock) {
        this.closing = closing;
        this.backlog = backlog;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Finds out how much is counted; what was found last stands until then, and nothing at first. One at a time. Fails if
     * Kafka or the database doesn't say.
     */
    public Uni<Void> look() {
        var settleDelay = rules.terms().settleDelay();
        var settled = Walls.oldestOpenHour(clock.instant(), settleDelay).plus(settleDelay);
        return mark(settled).chain(this::passMarks);
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
            if (mark.getValue().entrySet().stream()
                    .allMatch(end -> counted.getOrDefault(end.getKey(), 0L) >= end.getValue())) {
                LOG.debugf("Usage is counted that was there at %s", mark.getKey());
                countedUpTo = mark.getKey();
                marks.headMap(mark.getKey(), true).clear();
                return;
            }
        }
    }

    /** One batch, under the terms of now. */
    public Uni<Integer> closeDue() {
        return closing.apply(rules.termsWhile(countedUpTo, clock.instant()));
    }
}
