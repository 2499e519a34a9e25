package io.stallkeeper.entitlement;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.stallkeeper.entitlement.domain.PricingModel;
import java.time.Duration;
import java.util.Map;

/**
 * All settings of the entitlement service. Durations are ISO-8601, on the marketplace's clock unless said otherwise.
 */
@ConfigMapping(prefix = "stallkeeper.entitlement")
public interface EntitlementSettings {

    /** By AWS's product code. */
    Map<String, Product> products();

    /** Of products without a setting of their own. Where it is wrong the answer is no, never yes. */
    @WithDefault("contract-with-consumption")
    PricingModel defaultPricingModel();

    Lookup lookup();

    Answer answer();

    default PricingModel pricingOf(String productCode) {
        var product = products().get(productCode);
        return product == null ? defaultPricingModel() : product.pricingModel();
    }

    /** What the listing says of a product. */
    interface Product {
        /** {@code usage}, {@code contract} or {@code contract-with-consumption}. */
        PricingModel pricingModel();
    }

    /** How AWS is asked. */
    interface Lookup {
        /** Calls a second of one replica, pages count each. AWS's quota is 20 an account: two replicas share it. */
        @WithDefault("10")
        int callsPerSecond();

        /** Subscriptions looked up at a time by one replica; a call takes some 100 ms. */
        @WithDefault("4")
        int concurrency();

        /** The longest that AWS may take for one call, in real time. */
        @WithDefault("PT10S")
        Duration callTimeout();

        /** Pages of one answer. More than any contract has: a bound against paging without end. */
        @WithDefault("1000")
        int maxPages();

        /** For how long a replica has a lookup to itself, then another begins it anew: longer than a call may take. */
        @WithDefault("PT20S")
        Duration lease();

        /** The pause after the first failure; it doubles with each. */
        @WithDefault("PT1S")
        Duration shortestRetryPause();

        /** The longest pause: how late a buyer's change is known at most once AWS is back. */
        @WithDefault("PT1M")
        Duration longestRetryPause();

        /** AWS is asked at least this often about each active contract, since notifications are best effort. */
        @WithDefault("PT24H")
        Duration refreshInterval();

        /** AWS is asked this long before an expiration date, and at it. */
        @WithDefault("PT1H")
        Duration expirationLead();

        /**
         * How soon AWS is asked again about a new subscription that is granted nothing; each time after twice as long.
         */
        @WithDefault("PT1M")
        Duration emptyRecheck();

        /** How late a due lookup is noticed at most, in real time, if its notification got lost. */
        @WithDefault("PT1S")
        Duration pollInterval();
    }

    /** How the seller's application is answered. */
    interface Answer {
        /** A lookup that is due for longer makes answers stale. */
        @WithDefault("PT1M")
        Duration patience();

        /** An older answer of AWS is stale: a refresh interval and some attempts. */
        @WithDefault("PT25H")
        Duration maxAge();

        /** For how long a cache may answer instead, in real time. */
        @WithDefault("PT5S")
        Duration cacheMaxAge();
    }
}
