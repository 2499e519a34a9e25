package io.stallkeeper.entitlement;

import io.stallkeeper.contracts.MarketplaceIdentity;
import io.stallkeeper.entitlement.Marketplace.Agreement;
import java.util.Map;

/** A buyer with an agreement at the simulator, as the other services know it. */
record Buyer(String id, MarketplaceIdentity identity, Agreement agreement) {

    static final String CONTRACT = "contractwithlicenses";
    static final String LEGACY = "legacycontract";
    static final String USAGE = "paybyusage";

    static void listProducts() {
        Marketplace.list(CONTRACT, "CONCURRENT_AGREEMENTS", "CONTRACT", "seats", "sso", "tier", "storage");
        Marketplace.list(LEGACY, "LEGACY", "CONTRACT_WITH_CONSUMPTION", "seats");
        Marketplace.list(USAGE, "CONCURRENT_AGREEMENTS", "USAGE", "requests");
    }

    static Buyer ofLicense(String productCode, String accountId, Map<String, Object> entitlements) {
        var agreement = Marketplace.subscribe(productCode, accountId, entitlements);
        return of(MarketplaceIdentity.ofLicense(productCode, agreement.licenseArn(), accountId), agreement);
    }

    static Buyer ofLegacyListing(String accountId, Map<String, Object> entitlements) {
        var agreement = Marketplace.subscribe(LEGACY, accountId, entitlements);
        return of(MarketplaceIdentity.ofCustomer(LEGACY, agreement.customerIdentifier()), agreement);
    }

    private static Buyer of(MarketplaceIdentity identity, Agreement agreement) {
        return new Buyer(identity.toSubscriptionId().value(), identity, agreement);
    }
}
