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
     * AWS has a record of the hour already. Another quantity in its answer is what it bills. Otherwise the answer
     * repeats ours, which proves nothing: by one of AWS's texts a duplicate is a record of another quantity, by another
     * any that comes again (marketplace-protocol 4.4, 10 A4). It is ours if an earlier call may have brought it, since
     * what is sent never changes. If none can have, somebody else metered the hour, and nobody here knows how much.
     */
    private static MeteredHourCommand duplicate(HourKey key, long sent, boolean maybeTaken, RecordAnswer answer) {
        var theirs = answer.quantity();
        if (theirs != null && theirs != sent) {
            return new MeteredHourCommand.Refuse(key, METERED_BY_OTHERS, sent - theirs);
        }
        return maybeTaken
                ? new MeteredHourCommand.Accept(key, answer.meteringRecordId())
                : new MeteredHourCommand.Refuse(key, METERED_BY_OTHERS);
    }
}
