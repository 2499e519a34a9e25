package io.stallkeeper.subscription;

import java.time.Instant;

/** Bodies as AWS writes them (marketplace-protocol 2.2, 2.4, 3.3), of one buyer's license and agreement. */
record Notifications(String name, Instant start) {

    /** @param name makes ids that no other test uses */
    static Notifications of(String name, Instant start) {
        return new Notifications(name, start);
    }

    String subscriptionId() {
        return "l-" + name;
    }

    String licenseArn() {
        return "arn:aws:license-manager::294406891311:license:l-" + name;
    }

    String agreementId() {
        return "agmt-" + name;
    }

    String productCode() {
        return "code-" + name;
    }

    /** Digits, as an account has them. */
    String accountId() {
        return Integer.toUnsignedString(name.hashCode());
    }

    String licenseUpdated(String id, int minute) {
        return license("License Updated - Manufacturer", id, minute);
    }

    String licenseDeprovisioned(String id, int minute) {
        return license("License Deprovisioned - Manufacturer", id, minute);
    }

    private String license(String type, String id, int minute) {
        return event(type, id, minute, """
                "agreement":{"id":"%s"},"product":{"code":"%s","id":"prod-%s"},"license":{"arn":"%s"}
                """.formatted(agreementId(), productCode(), name, licenseArn()));
    }

    String agreementEnded(String id, int minute, String status) {
        return agreementEnded(id, minute, status, "Proposer");
    }

    String agreementEnded(String id, int minute, String status, String role) {
        return event("Purchase Agreement Ended - " + role, id, minute, """
                "agreement":{"id":"%s","status":"%s"}
                """.formatted(agreementId(), status));
    }

    /** Names the product as well, as newer ones do. */
    String agreementEndedOfProduct(String id, int minute) {
        return event("Purchase Agreement Ended - Proposer", id, minute, """
                "agreement":{"id":"%s-unheard-of","status":"CANCELLED"},"product":{"id":"prod-%s"}
                """.formatted(agreementId(), name));
    }

    String event(String type, String id, int minute, String detail) {
        return """
                {"version":"0","id":"%s-%s","detail-type":"%s","source":"aws.agreement-marketplace",
                 "account":"123456789012","time":"%s","region":"us-east-1",
                 "detail":{"acceptor":{"accountId":"%s"},%s}}
                """.formatted(name, id, type, start.plusSeconds(60L * minute), accountId(), detail);
    }
}
