package io.stallkeeper.metering.domain.hour;

import org.jspecify.annotations.Nullable;

/**
 * AWS's answer for one record (marketplace-protocol 4.4).
 *
 * @param meteringRecordId empty text where AWS gave none
 * @param quantity of the record in AWS's answer; null where it has none
 */
public record RecordAnswer(
        Status status, String meteringRecordId, @Nullable Long quantity) {

    /** What is known of AWS's statuses; another one is no answer. */
    public enum Status {
        SUCCESS,
        CUSTOMER_NOT_SUBSCRIBED,
        DUPLICATE_RECORD
    }
}
