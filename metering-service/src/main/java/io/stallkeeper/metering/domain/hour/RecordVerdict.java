package io.stallkeeper.metering.domain.hour;

import java.time.Duration;
import java.time.Instant;

/** What AWS's answer for a record means for the hour. */
public sealed interface RecordVerdict {

    /** How long after an activation AWS may not know of it everywhere: until then a refusal is not the last word. */
    Duration ACTIVATION_SPREADS_WITHIN = Duration.ofHours(1);

    /** Reason of an hour that somebody else metered. */
    String METERED_BY_OTHERS = "DuplicateRecord";

    String NOT_SUBSCRIBED = "CustomerNotSubscribed";

    record Decided(MeteredHourCommand command) implements RecordVerdict {}

    /** The buyer isn't metered any more; nothing else of the subscription is sent. */
    record DecidedForAll(MeteredHourCommand command) implements RecordVerdict {}

    /** It is sent once more. */
    record NotYet(String reason) implements RecordVerdict {}

    /**
     * @param sent the quantity that was sent
     * @param maybeTaken whether an earlier call with the record may have reached AWS and was never answered
     */
    static RecordVerdict of(
            HourKey key, long sent, boolean maybeTaken, RecordAnswer answer, MeteringWindow window, Instant now) {
        return switch (answer.status()) {
            case SUCCESS -> new Decided(new MeteredHourCommand.Accept(key, answer.meteringRecordId()));
            case DUPLICATE_RECORD -> new Decided(duplicate(key, sent, maybeTaken, answer));
            case CUSTOMER_NOT_SUBSCRIBED -> {
                var refuse = new MeteredHourCommand.Refuse(key, NOT_SUBSCRIBED);
                if (window.isEnding()) {
                    yield new Decided(refuse);
                }
                yield now.isBefore(window.activatedAt().plus(ACTIVATION_SPREADS_WITHIN))
                        ? new NotYet(NOT_SUBSCRIBED)
                        : new DecidedForAll(refuse);
            }
        };
    }

    /**
     * AWS has a record of the hour already. Whether its answer shows that record or repeats ours, another quantity in it is
     * what AWS bills. The same quantity is ours: what is sent never changes, and AWS's texts differ on whether an identical
     * record is a duplicate (marketplace-protocol 4.4, 10 A4). An answer without a quantity proves nothing: then it is ours if
     * an earlier call may have brought it, and otherwise somebody else's, and nobody here knows how much.
     */
    private static MeteredHourCommand duplicate(HourKey key, long sent, boolean maybeTaken, RecordAnswer answer) {
        var theirs = answer.quantity();
        if (theirs != null && theirs != sent) {
            return new MeteredHourCommand.Refuse(key, METERED_BY_OTHERS, sent - theirs);
        }
        return theirs != null || maybeTaken
                ? new MeteredHourCommand.Accept(key, answer.meteringRecordId())
                : new MeteredHourCommand.Refuse(key, METERED_BY_OTHERS);
    }
}
