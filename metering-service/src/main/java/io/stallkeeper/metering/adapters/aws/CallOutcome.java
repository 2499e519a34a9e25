package io.stallkeeper.metering.adapters.aws;

import io.stallkeeper.metering.domain.hour.HourKey;
import java.util.List;
import java.util.Map;

/** What became of one BatchMeterUsage call (marketplace-protocol 4.4). */
public sealed interface CallOutcome {

    /** One for each kind, as metrics have them. */
    List<String> NAMES = List.of("answered", "refused", "not-now", "unanswered");

    default String name() {
        return switch (this) {
            case Answered answered -> "answered";
            case Refused refused -> "refused";
            case NotNow notNow -> "not-now";
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
    record Answered(Map<HourKey, Answer> answers, List<HourKey> unprocessed, List<HourKey> unclear)
            implements CallOutcome {}

    /** AWS refused the whole call because of some record in it; it took none. */
    record Refused(String error) implements CallOutcome {}

    /** AWS took none of it, and nothing is wrong with the records: a rate, a right or a Region. */
    record NotNow(String error) implements CallOutcome {}

    /** Nobody knows whether AWS took it. */
    record Unanswered(String error) implements CallOutcome {}

    /**
     * AWS's answer for one record.
     *
     * @param status {@code Success}, {@code CustomerNotSubscribed}, {@code DuplicateRecord}
     * @param meteringRecordId empty text where AWS gave none
     */
    record Answer(String status, String meteringRecordId) {}
}
