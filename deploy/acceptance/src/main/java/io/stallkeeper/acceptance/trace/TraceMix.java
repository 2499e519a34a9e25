package io.stallkeeper.acceptance.trace;

import java.time.Duration;
import java.util.List;

/**
 * What a random trace consists of.
 *
 * @param hours that pass at the marketplace; 33 and more pass the end of a month's books, too
 * @param events usage events, sent again ones not counted
 * @param kills of processes
 * @param victims processes that may be killed; each is, if there are as many kills. One named twice dies twice as
 *     often.
 * @param faults how probable it is that a call to AWS goes wrong in each of the ways that there are, 0 to 1
 */
public record TraceMix(int hours, int events, int kills, List<String> victims, double faults) {

    /** Of all usage events: sent more than once, up to this long after. */
    static final double TWICE = 0.03;

    static final Duration LONGEST_ECHO = Duration.ofHours(20);

    /** Of all usage events: sent hours after the usage, but in time. */
    static final double LATE = 0.05;

    /** Of all usage events: sent when nobody takes them any more. */
    static final double TOO_LATE = 0.003;

    /** Of all usage events: nothing that can be counted. */
    static final double INVALID = 0.001;

    static final double WITH_DECIMALS = 0.33;
    static final double WITH_TAGS = 0.3;

    /** Usage is lost or doubled where it is received, counted, kept and sent: these die most. */
    public static final List<String> USUAL_VICTIMS = List.of(
            "metering-service",
            "kafka",
            "metering-service-2",
            "postgres",
            "metering-service",
            "simulator",
            "metering-service-2",
            "subscription-service",
            "metering-service",
            "kafka",
            "metering-service-2",
            "postgres",
            "entitlement-service");

    /** With eight ways, a quarter of all calls. */
    public static final double USUAL_FAULTS = 0.03;

    public TraceMix {
        victims = List.copyOf(victims);
        if (hours < 8) {
            throw new IllegalArgumentException("a trace lasts at least 8 hours");
        }
    }
}
