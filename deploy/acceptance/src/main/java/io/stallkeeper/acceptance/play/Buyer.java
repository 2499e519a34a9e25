package io.stallkeeper.acceptance.play;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.local.marketplace.Agreement;

/** A buyer of a trace and what it agreed on at the marketplace. */
record Buyer(String name, Agreement agreement) {

    String subscriptionId() {
        return agreement.subscriptionId().value();
    }

    /** Names the buyer in one of the ways that there are; always in the same one for one event. */
    void nameIn(ObjectNode data, int variant) {
        data.remove("subscriptionId");
        var customer = agreement.customerIdentifier();
        if (variant % 2 == 0) {
            data.put("subscriptionId", subscriptionId());
        } else if (customer == null) {
            data.put("licenseArn", agreement.licenseArn());
        } else {
            data.put("productCode", agreement.productCode()).put("customerIdentifier", customer);
        }
    }
}
