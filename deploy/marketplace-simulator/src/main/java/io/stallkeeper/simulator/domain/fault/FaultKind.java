package io.stallkeeper.simulator.domain.fault;

import java.time.Duration;
import java.util.Set;

/** What goes wrong with a call on request. */
public enum FaultKind {
    /** Refused with ThrottlingException. */
    THROTTLE,
    /** Refused with InternalServiceErrorException, HTTP 500. */
    INTERNAL_ERROR,
    /** Refused with DisabledApiException, as in a Region where the API is off: the metering service's alone. */
    DISABLED_API,
    /** Refused with AccessDeniedException, as with a role that lacks the permission. */
    ACCESS_DENIED,
    /** BatchMeterUsage leaves the second half of the records, at least one, in UnprocessedRecords. */
    UNPROCESSED,
    /** GetEntitlements answers an empty page with the NextToken of the page that was asked for. */
    EMPTY_PAGE,
    /** Answered as always, but late. */
    SLOW,
    /** The work is done, then the body of the answer breaks off in its middle. */
    MALFORMED,
    /** The connection is reset before anything was done. */
    RESET,
    /** The connection is closed before anything was done; with a delay, the client's timeout comes first. */
    LOST_REQUEST,
    /**
     * The work is done, then the connection is closed without an answer; with a delay, the client's timeout comes
     * first.
     */
    LOST_RESPONSE;

    private static final Set<String> METERING = Set.of("ResolveCustomer", "BatchMeterUsage", "MeterUsage");

    /** Whether it can happen to calls of this operation. */
    public boolean concerns(String operation) {
        return switch (this) {
            case UNPROCESSED -> operation.equals("BatchMeterUsage");
            case EMPTY_PAGE -> operation.equals("GetEntitlements");
            case DISABLED_API -> METERING.contains(operation);
            case THROTTLE, INTERNAL_ERROR, ACCESS_DENIED, SLOW, MALFORMED, RESET, LOST_REQUEST, LOST_RESPONSE -> true;
        };
    }

    /** How long the caller waits for what happens, unless it is said otherwise. */
    public Duration usualDelay() {
        return this == SLOW ? Duration.ofSeconds(3) : Duration.ZERO;
    }
}
