package io.stallkeeper.metering.scenario;

import io.stallkeeper.contracts.MarketplaceIdentity;

/** A buyer, by a name that is easy to read. */
record ScenarioBuyer(String name, MarketplaceIdentity identity) {

    static ScenarioBuyer licensed(String name, String product) {
        var license = "arn:aws:license-manager::294406891311:license:l-" + name;
        return new ScenarioBuyer(name, MarketplaceIdentity.ofLicense(product, license, "111122223333"));
    }

    static ScenarioBuyer legacy(String name, String product) {
        return new ScenarioBuyer(name, MarketplaceIdentity.ofCustomer(product, name));
    }

    /** The same buyer, who is sent by license from now on. */
    MarketplaceIdentity movedTo(MarketplaceIdentity license) {
        return new MarketplaceIdentity(
                identity.productCode(),
                license.licenseArn(),
                license.customerAwsAccountId(),
                identity.customerIdentifier());
    }

    String subscriptionId() {
        return identity.toSubscriptionId().value();
    }
}
