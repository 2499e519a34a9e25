package io.stallkeeper.simulator.api.aws.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.api.aws.model.AgreementShapes;
import io.stallkeeper.simulator.api.aws.model.Shape;
import io.stallkeeper.simulator.domain.Marketplace;
import io.stallkeeper.simulator.domain.fault.FaultKind;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
        String last = PageToken.position(input.text("nextToken"), input, RefusalCode.VALIDATION);
        if (last != null
                && simulation
                        .look(moment -> moment.marketplace().agreements().byId(last))
                        .isEmpty()) {
            throw PageToken.unknown(RefusalCode.VALIDATION);
        }
        int most = input.integer("maxResults", MOST);
        List<AgreementJson> found =
                simulation.look(moment -> after(last, ordered(input.member("sort"), moment.marketplace()))
                        .filter(candidate -> filters.stream().allMatch(filter -> passes(filter, candidate)))
                        .limit(most + 1L)
                        .toList());
        ObjectNode json = Output.object();
        ArrayNode summaries = json.putArray("agreementViewSummaries");
        found.stream().limit(most).forEach(agreement -> write(agreement, summaries.addObject()));
        return found.size() > most ? json.put("nextToken", PageToken.of(input, id(found.get(most - 1)))) : json;
    }

    private static Stream<AgreementJson> ordered(Input sort, Marketplace marketplace) {
        Stream<AgreementJson> all =
                marketplace.agreements().all().stream().map(agreement -> AgreementJson.of(agreement, marketplace));
        return sort.has("sortBy") ? all.sorted(order(sort)) : all;
    }

    /** What comes after the last page's last one, whether that one still passes the filters or not. */
    private static Stream<AgreementJson> after(@Nullable String last, Stream<AgreementJson> all) {
        return last == null
                ? all
                : all.dropWhile(found -> !id(found).equals(last)).skip(1);
    }

    private static String id(AgreementJson found) {
        return found.terms().agreementId();
    }

    /** By the end, where those without one come last; the oldest first, unless it is asked for. */
    private static Comparator<AgreementJson> order(Input sort) {
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
        if (found.agreement().wasLicensed()) {
            json.putArray("entitlements")
                    .addObject()
                    .put("licenseArn", found.terms().licenseArn());
        }
    }
}
