package io.stallkeeper.simulator.domain.metering;

import java.time.Duration;

/** Where AWS's sources disagree or are silent, what this marketplace does (protocol page, 10). */
public record MeteringPolicy(
        IdenticalResend identicalResend,
        IdentifierRules identifierRules,
        ActivationStart activationStart,
        TagLimit tagLimit,
        MonthGrace monthGrace,
        Deduplication deduplication,
        Duration futureTolerance,
        AfterEnd afterEnd) {

    /** How a record is answered that repeats a billed one (A4). */
    public enum IdenticalResend {
        SUCCESS,
        DUPLICATE_RECORD
    }

    /** Whether the combinations that the protocol page (4.3) forbids are refused, or billed by what they name. */
    public enum IdentifierRules {
        STRICT,
        LENIENT
    }

    /** From when on a timestamp is inside the activation: its hour's start (A6), or the instant itself. */
    public enum ActivationStart {
        HOUR,
        INSTANT
    }

    /**
     * Which usage of the last month is taken until 06:00 UTC of day 1: what is also younger than 24 hours, or all of it
     * (A5).
     */
    public enum MonthGrace {
        WITHIN_24_HOURS,
        BEYOND_24_HOURS
    }

    /** Whether the same hour is billed once in each Region, or once at all (A7). */
    public enum Deduplication {
        PER_REGION,
        ACROSS_REGIONS
    }

    /** What becomes of a record of an hour that begins after the agreement's end, while remaining usage is taken. */
    public enum AfterEnd {
        TAKEN,
        REFUSED
    }

    /** Whether the five tags are counted in each allocation, or over the whole record (A12). */
    public enum TagLimit {
        PER_ALLOCATION,
        PER_RECORD
    }
}
