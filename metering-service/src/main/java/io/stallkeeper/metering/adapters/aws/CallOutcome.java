package io.stallkeeper.metering.adapters.aws;

import io.stallkeeper.metering.domain.hour.HourKey;
import java.util.List;
import java.util.Map;

/** What became of one BatchMeterUsage call (marketplace-protocol 4.4). */
public sealed interface CallOutcome {

    /**
     * AWS worked on the records one by one.
     *
     * @param answers by hour; hours that AWS left unprocessed are missing
     * @param unprocessed to be sent again
     */
    record Answered(Map<HourKey, Answer> answers, List<HourKey> unprocessed) implements CallOutcome {}

    /** AWS refused the whole call because of some record in it; it took none. */
    record Refused(String error) implements CallOutcome {}

    /** AWS took none of it, and nothing is wrong with the records: a rate, a right or a Region. */
    record NotNow(String error) implements CallOutcome {}

    /** Nobody knows whether AWS took it. */
    record Unanswered(String error) implements CallOutcome {}

    /**
     * AWS's answer for one record.
     *
     * @param status {@code Success}, {@code CustomerNotSubscribed}, {@code DuplicateRecord}, or one not known here
     * @param meteringRecordId empty text where AWS gave none
     */
    record Answer(String status, String meteringRecordId) {}
}
