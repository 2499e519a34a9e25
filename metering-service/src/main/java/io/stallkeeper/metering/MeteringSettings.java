package io.stallkeeper.metering;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
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

    /** Products by product code. A product that isn't named here may be metered in any dimension; AWS checks it. */
    Map<String, Product> products();

    /** Whether usage of the product in the dimension may be sent. */
    default boolean isMetered(String productCode, String dimension) {
        var product = products().get(productCode);
        return product == null || product.dimensions().contains(dimension);
    }

    /** What is known of a product. */
    interface Product {

        /** The dimensions that are metered, by AWS's API identifier. Usage in another one is rejected. */
        Set<String> dimensions();
    }
}
