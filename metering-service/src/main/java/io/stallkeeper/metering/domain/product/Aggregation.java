package io.stallkeeper.metering.domain.product;

/** What the usage events of one hour amount to. The order in which they come in never matters. */
public enum Aggregation {
    /** Their sum. */
    SUM,
    /** The highest of them. */
    MAX,
    /** The one of the latest time; of several at that time the highest. */
    LAST,
    /** How many different unique keys they have. */
    UNIQUE_COUNT
}
