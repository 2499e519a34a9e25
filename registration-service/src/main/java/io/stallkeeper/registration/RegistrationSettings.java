package io.stallkeeper.registration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the seller configures of the registration service. */
@ConfigMapping(prefix = "stallkeeper.registration")
public interface RegistrationSettings {

    /** AWS's codes of the products whose buyers may register; no default. A token of any other product is refused. */
    Set<String> products();

    /**
     * Codes of older products that have moved to licenses, empty by default. AWS names their buyers in both ways; for
     * these the license counts, for other older products the customer identifier.
     */
    Optional<Set<String>> migratedProducts();

    /**
     * Keys that seal the handles of registration pages, {@code <name>:<32 bytes as base64>}; no default, since who has
     * them can open any registration. The first seals, all open.
     */
    List<String> handleKeys();

    /**
     * How long a registration page stays open, 1 hour by default: time to fill in a form, too short to be found later.
     */
    @WithDefault("1H")
    Duration handleLife();

    /**
     * Master keys of the contact data, in the same form; no default. The first encrypts, all decrypt; one may only
     * leave when no row of the table {@code contact} names it any more.
     */
    List<String> contactKeys();

    /** How long AWS may take with all retries, 10 seconds by default: a buyer waits in front of the browser. */
    @WithDefault("10S")
    Duration resolveTimeout();

    /** How long the database may take, 5 seconds by default: then the buyer is told to come again. */
    @WithDefault("5S")
    Duration storeTimeout();

    /** What the pages say of the seller. */
    SellerSettings seller();

    /** The seller guidelines want support contact and log-in on the landing page (marketplace-protocol 1.4). */
    interface SellerSettings {

        /** The product's or the seller's name as buyers know it; no default. */
        String name();

        /** Where buyers can write to; no default. */
        String supportEmail();

        /** Where registered buyers log in; no default. */
        URI loginUrl();

        /** The product's page in AWS Marketplace; left out of the pages if it isn't set. */
        Optional<URI> listingUrl();

        /** When and how a registered buyer gets access; by default, as soon as AWS has confirmed. */
        @WithDefault("Your access opens as soon as AWS Marketplace confirms the subscription, usually within minutes."
                + " Then log in below.")
        String nextSteps();
    }
}
