package io.stallkeeper.simulator.api.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.domain.Marketplace;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.AgreementTerms;
import io.stallkeeper.simulator.domain.agreement.Stage;
import io.stallkeeper.simulator.domain.fault.FaultKind;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.util.List;
import java.util.Optional;

/** The seller's agreements, for reconciliation (protocol page, 3.6): the filters named there, and no others yet. */
public record SearchAgreements(Simulation simulation, String sellerAccountId) implements AwsOperation {
    private static final int MOST = 50;

    private record Filter(String name, List<String> values) {}

    private record Found(Agreement agreement, String productId) {}

    @Override
    public AwsService service() {
        return AwsService.AGREEMENT;
    }

    @Override
    public String name() {
        return "SearchAgreements";
    }

    @Override
    public ObjectNode answer(JsonNode node, String region, Optional<FaultKind> fault) {
        Input input = Input.of(node, "the request");
        List<Filter> filters = input.list("filters", SearchAgreements::filter);
        int offset = PageToken.offset(input.text("nextToken"), RefusalCode.VALIDATION);
        int most = Math.clamp(input.integer("maxResults", MOST), 1, MOST);
        List<Found> found = simulation.look(moment -> moment.marketplace().agreements().all().stream()
                .map(agreement -> new Found(agreement, productId(agreement, moment.marketplace())))
                .filter(candidate -> filters.stream().allMatch(filter -> passes(filter, candidate)))
                .skip(offset)
                .limit(most + 1L)
                .toList());
        ObjectNode json = Output.object();
        ArrayNode summaries = json.putArray("agreementViewSummaries");
        found.stream().limit(most).forEach(agreement -> write(agreement, summaries.addObject()));
        return found.size() > most ? json.put("nextToken", PageToken.of(offset + most)) : json;
    }

    private static Filter filter(JsonNode node) {
        Input input = Input.of(node, "filters: an element");
        return new Filter(input.requiredText("name"), input.list("values", Input::textOf));
    }

    private static boolean passes(Filter filter, Found found) {
        AgreementTerms terms = found.agreement().terms();
        String value =
                switch (filter.name()) {
                    case "PartyType" -> "Proposer";
                    case "AgreementType" -> "PurchaseAgreement";
                    case "ResourceType" -> "SaaSProduct";
                    case "ResourceIdentifier" -> found.productId();
                    case "Status" -> found.agreement().status();
                    case "OfferId" -> terms.offerId();
                    case "AcceptorAccountId" -> terms.accountId();
                    default ->
                        throw new RefusedException(
                                RefusalCode.VALIDATION.because("filters: unknown name " + filter.name()));
                };
        return filter.values().contains(value);
    }

    private static String productId(Agreement agreement, Marketplace marketplace) {
        return marketplace
                .product(agreement.terms().productCode())
                .map(Product::productId)
                .orElseThrow();
    }

    private void write(Found found, ObjectNode json) {
        Agreement agreement = found.agreement();
        AgreementTerms terms = agreement.terms();
        json.put("agreementId", terms.agreementId())
                .put("agreementType", "PurchaseAgreement")
                .put("status", agreement.status());
        Output.put(json, "acceptanceTime", terms.acceptedAt());
        Output.put(json, "startTime", terms.acceptedAt());
        Output.put(json, "endTime", terms.endsAt());
        json.putObject("acceptor").put("accountId", terms.accountId());
        json.putObject("proposer").put("accountId", sellerAccountId);
        ObjectNode proposal = json.putObject("proposalSummary").put("offerId", terms.offerId());
        proposal.putArray("resources").addObject().put("id", found.productId()).put("type", "SaaSProduct");
        if (!(agreement.stage() instanceof Stage.Pending)) {
            json.putArray("entitlements").addObject().put("licenseArn", terms.licenseArn());
        }
    }
}
