package io.stallkeeper.metering.domain.contract;

/** For how long an included quantity lasts. */
public enum IncludedPer {
    /** The contract's term, from its beginning or renewal to its end. */
    TERM,
    /** Each UTC month; a renewal in mid-month doesn't begin the month anew. */
    MONTH
}
