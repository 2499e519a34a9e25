package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.agreement.Agreement;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The names of an agreement that renews or replaces another: all of them new (protocol page, 3.5). */
public record Successor(String agreementId, String licenseArn, String offerId) {
    private static final String ISSUER = "arn:aws:license-manager::294406891311:license:l-";

    /** Names for a renewal that comes by itself: always the same ones for one agreement. */
    static Successor of(Agreement agreement) {
        String previous = agreement.terms().agreementId();
        return new Successor(
                "agmt-" + hash(previous + "/agreement").substring(0, 25),
                ISSUER + hash(previous + "/license"),
                agreement.terms().offerId());
    }

    private static String hash(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }
}
