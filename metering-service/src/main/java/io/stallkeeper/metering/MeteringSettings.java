package io.stallkeeper.metering;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Currency;
import java.util.Optional;

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

    /** BatchMeterUsage calls a second for the account and Region, all replicas together: AWS's quota (protocol 4.6). */
    @WithDefault("10")
    int callsPerSecond();

    /** Calls under way at the same time from one replica: 10 a second at 400 ms each need four, twice that is ample. */
    @WithDefault("8")
    int callsInFlight();

    /** How long one call may take before it counts as unanswered. Its records stay claimed twice as long. */
    @WithDefault("PT20S")
    Duration callTimeout();

    /** How often hours are looked at that are to be frozen, sent, expired or settled. */
    @WithDefault("1s")
    String interval();

    /**
     * Bytes of request bodies that one replica holds at a time, until Kafka has them; beyond it callers are told to come
     * again. Four of the largest bodies by default, or a thousand small ones; what they are read into takes as much again.
     */
    @WithDefault("16777216")
    int bodyBytesInFlight();

    /** The currency of the listings' prices, by its ISO 4217 code: AWS Marketplace's own unless the seller chose another. */
    @WithDefault("USD")
    Currency currency();

    /** How often the sums behind the metrics and the charges of a month are brought up to date: a scrape's usual pace. */
    @WithDefault("15s")
    String metricsInterval();

    /** The file that describes the products, such as {@code products.example.yaml}. Without it none is described. */
    Optional<Path> productsFile();
}
