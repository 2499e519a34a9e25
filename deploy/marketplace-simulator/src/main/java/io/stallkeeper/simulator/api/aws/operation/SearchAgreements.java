package io.stallkeeper.simulator.api.aws.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.api.aws.model.AgreementShapes;
import io.stallkeeper.simulator.api.aws.model.Shape;
import io.stallkeeper.simulator.domain.agreement.Stage;
import io.stallkeeper.simulator.domain.fault.FaultKind;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The seller's agreements, for reconciliation (protocol page, 3.6): the filters named there, and no others yet. */
public record SearchAgreements(Simulation simulation, String sellerAccountId) implements AwsOperation {
    private static final int MOST = 50;

    private record Filter(String name, List<String> values) {}

    @Override
    public AwsService service() {
        return AwsService.AGREEMENT;
    }

    @Override
    public String name() {
        return "SearchAgreements";
    }

    @Override
    public Shape input() {
        return AgreementShapes.SEARCH;
    }

    @Override
    public ObjectNode answer(JsonNode node, Caller caller, Optional<FaultKind> fault) {
        Input input = new Input(node);
        List<Filter> filters =
                input.list("filters", filter -> new Filter(filter.requiredText("name"), filter.texts("values")));
        int offset = PageToken.offset(input.text("nextToken"), RefusalCode.VALIDATION);
        int most = input.integer("maxResults", MOST);
        List<AgreementJson> found = simulation.look(moment -> moment.marketplace().agreements().all().stream()
                .map(agreement -> AgreementJson.of(agreement, moment.marketplace()))
                .filter(candidate -> filters.stream().allMatch(filter -> passes(filter, candidate)))
                .sorted(order(input.member("sort")))
                .skip(offset)
                .limit(most + 1L)
                .toList());
        ObjectNode json = Output.object();
        ArrayNode summaries = json.putArray("agreementViewSummaries");
        found.stream().limit(most).forEach(agreement -> write(agreement, summaries.addObject()));
        return found.size() > most ? json.put("nextToken", PageToken.of(offset + most)) : json;
    }

    /** By the end, where those without one come last; the oldest first, unless it is asked for. */
    private static Comparator<AgreementJson> order(Input sort) {
        if (!sort.has("sortBy")) {
            return (_, _) -> 0;
        }
        Comparator<AgreementJson> byEnd = Comparator.comparing(
                found -> Objects.requireNonNullElse(found.terms().endsAt(), Instant.MAX));
        return "DESCENDING".equals(sort.text("sortOrder")) ? byEnd.reversed() : byEnd;
    }

    private static boolean passes(Filter filter, AgreementJson found) {
        String value =
                switch (filter.name()) {
                    case "PartyType" -> "Proposer";
                    case "AgreementType" -> "PurchaseAgreement";
                    case "ResourceType" -> "SaaSProduct";
                    case "ResourceIdentifier" -> found.product().productId();
                    case "Status" -> found.agreement().status();
                    case "OfferId" -> found.terms().offerId();
                    case "AcceptorAccountId" -> found.terms().accountId();
                    default -> throw new IllegalStateException("no such filter in the model: " + filter.name());
                };
        return filter.values().contains(value);
    }

    private void write(AgreementJson found, ObjectNode json) {
        found.writeTo(json, sellerAccountId);
        if (!(found.agreement().stage() instanceof Stage.Pending)) {
            json.putArray("entitlements")
                    .addObject()
                    .put("licenseArn", found.terms().licenseArn());
        }
    }
}
