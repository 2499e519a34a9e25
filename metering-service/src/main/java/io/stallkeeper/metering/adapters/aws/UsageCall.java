package io.stallkeeper.metering.adapters.aws;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.metering.adapters.postgres.CallPace;
import io.stallkeeper.metering.adapters.postgres.HourRow;
import io.stallkeeper.metering.adapters.postgres.SendQueue;
import io.stallkeeper.metering.adapters.postgres.SentHours;
import io.stallkeeper.metering.domain.hour.HourKey;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * One call with claimed hours, and what follows from its outcome. A call that AWS refuses as a whole is halved until
 * the record that spoils it is alone; the others go on, and that one goes by itself from then on.
 */
final class UsageCall {

    private static final Logger LOG = Logger.getLogger(UsageCall.class);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(500);
    private static final Duration REFUSED_PAUSE = Duration.ofSeconds(30);
    private static final Duration BLOCKED_PAUSE = Duration.ofSeconds(5);

    /**
     * A call that comes too late for its place this often finds the machine overloaded: others may have its records.
     */
    private static final int MAX_PLACES = 10;

    private final SendQueue queue;
    private final CallPace pace;
    private final BatchMeterUsage aws;
    private final SentHours sent;
    private final CallSpans spans;
    private final CallMetrics metrics;

    UsageCall(
            SendQueue queue, CallPace pace, BatchMeterUsage aws, SentHours sent, CallSpans spans, CallMetrics metrics) {
        this.queue = queue;
        this.pace = pace;
        this.aws = aws;
        this.sent = sent;
        this.spans = spans;
        this.metrics = metrics;
    }

    Uni<Void> send(List<HourRow> hours, CallPace.Place place) {
        return onTime(hours, place, MAX_PLACES, inTime -> call(hours, inTime));
    }

    /** Waits for the place; if the machine was too busy to be there in time, for another one. */
    private Uni<Void> onTime(
            List<HourRow> hours, CallPace.Place place, int places, Function<CallPace.Place, Uni<Void>> call) {
        return after(place.untilThen()).chain(() -> {
            if (System.nanoTime() - place.beginsAt() <= pace.lateness().toNanos()) {
                return call.apply(place);
            }
            return places == 1 ? queue.giveBack(hours, "too-busy", Duration.ZERO) : nextPlace(hours, places - 1, call);
        });
    }

    private Uni<Void> nextPlace(List<HourRow> hours, int places, Function<CallPace.Place, Uni<Void>> call) {
        return pace.take().chain(next -> next.map(place -> onTime(hours, place, places, call))
                .orElseGet(() -> queue.giveBack(hours, "no-place", Duration.ZERO)));
    }

    /** Timers know no less than a millisecond. */
    private static Uni<Void> after(Duration wait) {
        return wait.toMillis() < 1
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().voidItem().onItem().delayIt().by(wait);
    }

    private Uni<Void> call(List<HourRow> hours, CallPace.Place place) {
        return spans.around(hours, () -> aws.call(hours)).chain(outcome -> {
            metrics.count(outcome, hours.size());
            return switch (outcome) {
                case CallOutcome.Answered answered -> keep(hours, answered).chain(() -> pace.recovered(place));
                case CallOutcome.Refused(var error) ->
                    pace.recovered(place).chain(() -> hours.size() == 1 ? setAside(hours, error) : halve(hours, error));
                case CallOutcome.Throttled(var error) -> {
                    LOG.infof("AWS takes no call now: %s", error);
                    yield pace.slowDown(place, Duration.ZERO).chain(() -> queue.giveBack(hours, error, RETRY_PAUSE));
                }
                case CallOutcome.Blocked(var error) -> {
                    LOG.errorf("AWS takes no call until this is mended: %s; everything waits", error);
                    yield pace.slowDown(place, BLOCKED_PAUSE).chain(() -> queue.giveBack(hours, error, RETRY_PAUSE));
                }
                case CallOutcome.Unanswered(var error) -> {
                    LOG.warnf("A call of %d records is not answered, it goes again: %s", hours.size(), error);
                    yield pace.slowDown(place, Duration.ZERO)
                            .chain(() -> queue.postpone(hours, error, RETRY_PAUSE, false, false));
                }
            };
        });
    }

    private Uni<Void> keep(List<HourRow> hours, CallOutcome.Answered answered) {
        return sent.keep(answered.answers())
                .chain(notYet -> queue.postpone(of(hours, notYet), "CustomerNotSubscribed", REFUSED_PAUSE, false, true))
                .chain(() -> queue.postpone(of(hours, answered.unprocessed()), "Unprocessed", RETRY_PAUSE, false, true))
                .chain(() ->
                        queue.postpone(of(hours, answered.unclear()), "no-known-status", RETRY_PAUSE, false, false));
    }

    private static List<HourRow> of(List<HourRow> hours, Collection<HourKey> keys) {
        return hours.stream().filter(hour -> keys.contains(hour.key())).toList();
    }

    private Uni<Void> halve(List<HourRow> hours, String error) {
        LOG.warnf("A call of %d records is refused with %s, it goes in halves", hours.size(), error);
        int middle = hours.size() / 2;
        return sendHalf(hours.subList(0, middle)).chain(() -> sendHalf(hours.subList(middle, hours.size())));
    }

    /** It has waited for the other half; what another replica has claimed meanwhile is that one's. */
    private Uni<Void> sendHalf(List<HourRow> half) {
        return queue.holdOn(half)
                .chain(ours -> ours.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : nextPlace(ours, MAX_PLACES, place -> call(ours, place)));
    }

    private Uni<Void> setAside(List<HourRow> hours, String error) {
        LOG.errorf(
                "AWS refuses the record of %s with %s; it is tried again by itself",
                hours.getFirst().key(), error);
        return queue.postpone(hours, error, REFUSED_PAUSE, true, true);
    }
}
