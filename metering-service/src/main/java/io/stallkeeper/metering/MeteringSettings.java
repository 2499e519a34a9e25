package io.stallkeeper.metering;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.stallkeeper.metering.domain.hour.ClosingTerms;
import io.stallkeeper.metering.domain.submission.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Currency;
import java.util.Optional;
import java.util.Set;

/** The metering service's settings. AWS's Region, endpoint and credentials are AWS's own settings. */
@ConfigMapping(prefix = "stallkeeper.metering")
public interface MeteringSettings {

    /** How long usage of an hour is waited for after the hour; what comes later is carried to a later hour. */
    @WithDefault("PT10M")
    Duration settleDelay();

    /**
     * How long before the final deadline the last open hour is sent. The later, the more late usage comes along; the
     * earlier, the more attempts are left.
     */
    @WithDefault("PT5M")
    Duration finalFlushMargin();

    /**
     * Usage events in one transaction at most. Three such batches are in memory at a time, some 1 KB for an event of
     * usual size: less spares memory, more spares waiting for the database's disk.
     */
    @WithDefault("20000")
    int usageBatch();

    /**
     * How long a usage event is known again, so that it counts once: the promised 25 hours and what clocks differ by.
     */
    @WithDefault("PT30H")
    Duration rememberUsage();

    /**
     * Usage events that can be known again, at 28 bytes each in files in {@code remembered-folder}; beyond them usage
     * waits in Kafka. The default is 1 100 a second around the clock, in 3.4 GB at most; what isn't there takes no
     * room. 2 000 000 000 at most.
     */
    @WithDefault("120000000")
    long rememberedEvents();

    /**
     * Where the files are that usage events are known again by; they are made anew at each start. Unset,
     * {@code stallkeeper} in the folder for temporary files. A folder in memory (tmpfs) takes the room from the
     * machine's or the container's memory.
     */
    Optional<Path> rememberedFolder();

    /**
     * How long the single usage events of an hour can be listed. Finance asks about the bill of the same month a year
     * ago; an event takes some 30 bytes of the database.
     */
    @WithDefault("P400D")
    Duration explainFor();

    /**
     * How long a usage event that can't be counted is kept, parked or dismissed: a quarter, to find out whose it was
     * and to settle it elsewhere. AWS takes nothing that is older than a day.
     */
    @WithDefault("P90D")
    Duration keepParked();

    /**
     * How long after an hour without usage AWS is told so, for products that do: what comes later can't be recorded in
     * that hour any more. As long as AWS's own pipeline waits at least. Until {@code last-call} at most.
     */
    @WithDefault("PT1H")
    Duration idleRecordDelay();

    /**
     * How long before its wall an hour is closed that waits for more than a fraction: an hour is time for many
     * attempts.
     */
    @WithDefault("PT1H")
    Duration lastCall();

    /** BatchMeterUsage calls a second for the account and Region, all replicas together: AWS's quota (protocol 4.6). */
    @WithDefault("10")
    int callsPerSecond();

    /**
     * Calls under way or about to begin, of one replica: 10 a second at a second each, and those that wait for their
     * place.
     */
    @WithDefault("16")
    int callsInFlight();

    /** How long one call may take before it counts as unanswered. Its records stay claimed twice as long. */
    @WithDefault("PT20S")
    Duration callTimeout();

    /** How often hours are looked at that are to be frozen, sent, expired or settled. */
    @WithDefault("1s")
    String interval();

    /**
     * Bytes of request bodies that one replica holds at a time, until Kafka has them; beyond it callers are told to
     * come again. Four of the largest bodies by default, or a thousand small ones; what they are read into takes as
     * much again.
     */
    @WithDefault("16777216")
    int bodyBytesInFlight();

    /**
     * Whether AWS is told of usage; in {@code shadow} hours are only rehearsed. The process that starts last decides.
     */
    @WithDefault("live")
    Mode mode();

    /** Subscriptions that are live while the mode is {@code shadow}, by their ids. Ignored in {@code live}. */
    Optional<Set<String>> liveSubscriptions();

    /**
     * The currency of the listings' prices, by its ISO 4217 code: AWS Marketplace's own unless the seller chose
     * another.
     */
    @WithDefault("USD")
    Currency currency();

    /**
     * How often the sums behind the metrics and the charges of a month are brought up to date: a scrape's usual pace.
     */
    @WithDefault("15s")
    String metricsInterval();

    /** How long usage is waited for, as the rules of hours take it. */
    default ClosingTerms closingTerms() {
        return new ClosingTerms(settleDelay(), idleRecordDelay(), lastCall(), finalFlushMargin());
    }

    /** The file that describes the products, such as {@code products.example.yaml}. Without it none is described. */
    Optional<Path> productsFile();
}
