package io.stallkeeper.simulator.api.aws.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.domain.Marketplace;
import io.stallkeeper.simulator.domain.Moment;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.AgreementTerms;
import io.stallkeeper.simulator.domain.agreement.Resale;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;

/** An agreement and its product, as all operations of the agreement service show them (protocol page, 3.6). */
record AgreementJson(Agreement agreement, Product product) {

    static AgreementJson of(Agreement agreement, Marketplace marketplace) {
        return new AgreementJson(
                agreement, marketplace.product(agreement.terms().productCode()).orElseThrow());
    }

    /** The agreement of this id, which is refused with ResourceNotFoundException if there is none. */
    static AgreementJson byId(String agreementId, Moment moment) {
        return moment.marketplace()
                .agreements()
                .byId(agreementId)
                .map(agreement -> of(agreement, moment.marketplace()))
                .orElseThrow(() -> new RefusedException(
                        RefusalCode.RESOURCE_NOT_FOUND.because("Agreement " + agreementId + " does not exist.")));
    }

    AgreementTerms terms() {
        return agreement.terms();
    }

    /** What SearchAgreements and DescribeAgreement say alike. Who pays as they go has no endTime. */
    ObjectNode writeTo(ObjectNode json, String sellerAccountId) {
        json.put("agreementId", terms().agreementId())
                .put("agreementType", "PurchaseAgreement")
                .put("status", agreement.status());
        Output.put(json, "acceptanceTime", terms().acceptedAt());
        Output.put(json, "startTime", terms().acceptedAt());
        Output.put(json, "endTime", terms().endsAt());
        json.putObject("acceptor").put("accountId", terms().accountId());
        Resale resale = terms().sale().resale();
        json.putObject("proposer").put("accountId", resale == null ? sellerAccountId : resale.resellerAccountId());
        ObjectNode proposal = json.putObject("proposalSummary").put("offerId", terms().offerId());
        proposal.putArray("resources").add(resource());
        return json;
    }

    ObjectNode resource() {
        return Output.object().put("id", product.productId()).put("type", "SaaSProduct");
    }
}
