package io.stallkeeper.simulator.domain.fault;

/** What goes wrong with a call on request. */
public enum FaultKind {
    /** Refused with ThrottlingException. */
    THROTTLE,
    /** Refused with InternalServiceErrorException, HTTP 500. */
    INTERNAL_ERROR,
    /** BatchMeterUsage leaves the second half of the records, at least one, in UnprocessedRecords. */
    UNPROCESSED,
    /** GetEntitlements answers an empty page with the NextToken of the page that was asked for. */
    EMPTY_PAGE,
    /** The connection is closed before anything was done. */
    LOST_REQUEST,
    /** The work is done, then the connection is closed without an answer. */
    LOST_RESPONSE
}
