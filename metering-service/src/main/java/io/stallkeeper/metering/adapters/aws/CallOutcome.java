package io.stallkeeper.metering.adapters.aws;

import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.hour.RecordAnswer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What became of one BatchMeterUsage call (marketplace-protocol 4.4). */
public sealed interface CallOutcome {

    /** One for each kind, as metrics have them. */
    List<String> NAMES = List.of("answered", "refused", "throttled", "blocked", "unanswered");

    default String name() {
        return switch (this) {
            case Answered answered -> "answered";
            case Refused refused -> "refused";
            case Throttled throttled -> "throttled";
            case Blocked blocked -> "blocked";
            case Unanswered unanswered -> "unanswered";
        };
    }

    /**
     * AWS worked on the records one by one.
     *
     * @param answers by hour
     * @param unprocessed hours that AWS says it left, to be sent again
     * @param unclear hours of which AWS said nothing, or nothing that is known here: they may have been taken
     */
    record Answered(Map<HourKey, RecordAnswer> answers, Set<HourKey> unprocessed, Set<HourKey> unclear)
            implements CallOutcome {}

    /** AWS refused the whole call because of some record in it; it took none. */
    record Refused(String error) implements CallOutcome {}

    /** AWS took none of it, since it has too many calls to answer. */
    record Throttled(String error) implements CallOutcome {}

    /** AWS took none of it, and takes none until somebody mends a right, a credential or a Region. */
    record Blocked(String error) implements CallOutcome {}

    /** Nobody knows whether AWS took it. */
    record Unanswered(String error) implements CallOutcome {}
}
