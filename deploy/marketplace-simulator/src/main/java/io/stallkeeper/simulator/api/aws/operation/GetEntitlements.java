package io.stallkeeper.simulator.api.aws.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.api.aws.model.EntitlementShapes;
import io.stallkeeper.simulator.api.aws.model.Shape;
import io.stallkeeper.simulator.domain.EntitlementPage;
import io.stallkeeper.simulator.domain.EntitlementPage.Granted;
import io.stallkeeper.simulator.domain.EntitlementPage.Position;
import io.stallkeeper.simulator.domain.EntitlementQuery;
import io.stallkeeper.simulator.domain.EntitlementReader;
import io.stallkeeper.simulator.domain.agreement.AgreementTerms;
import io.stallkeeper.simulator.domain.agreement.EntitlementValue;
import io.stallkeeper.simulator.domain.fault.FaultKind;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What contracts grant (protocol page, 5). */
public record GetEntitlements(Simulation simulation) implements AwsOperation {
    private static final int MOST = 25;
    private static final char SEPARATOR = '/';

    @Override
    public AwsService service() {
        return AwsService.ENTITLEMENT;
    }

    @Override
    public String name() {
        return "GetEntitlements";
    }

    @Override
    public Shape input() {
        return EntitlementShapes.GET_ENTITLEMENTS;
    }

    @Override
    public ObjectNode answer(JsonNode node, Caller caller, Optional<FaultKind> fault) {
        Input input = new Input(node);
        EntitlementQuery query = query(input);
        EntitlementPage page =
                RefusedException.answerOf(simulation.decide(moment -> EntitlementReader.read(query, moment)));
        if (fault.filter(FaultKind.EMPTY_PAGE::equals).isPresent()) {
            ObjectNode empty = json(new EntitlementPage(List.of(), null), input);
            return empty.put("NextToken", PageToken.of(input, text(query.after())));
        }
        return json(page, input);
    }

    private static EntitlementQuery query(Input input) {
        Input filter = input.member("Filter");
        return new EntitlementQuery(
                input.requiredText("ProductCode"),
                values(filter, "CUSTOMER_IDENTIFIER"),
                values(filter, "CUSTOMER_AWS_ACCOUNT_ID"),
                values(filter, "DIMENSION"),
                values(filter, "LICENSE_ARN"),
                position(input),
                input.integer("MaxResults", MOST));
    }

    private static @Nullable Set<String> values(Input filter, String name) {
        return filter.has(name) ? Set.copyOf(filter.texts(name)) : null;
    }

    private static @Nullable Position position(Input input) {
        String text = PageToken.position(input.text("NextToken"), input, RefusalCode.INVALID_PARAMETER);
        if (text == null || text.isEmpty()) {
            return null;
        }
        int end = text.indexOf(SEPARATOR);
        if (end < 0) {
            throw PageToken.unknown(RefusalCode.INVALID_PARAMETER);
        }
        return new Position(text.substring(0, end), text.substring(end + 1));
    }

    /** Ids of agreements have no separator in them; dimensions may. */
    private static String text(@Nullable Position position) {
        return position == null ? "" : position.agreementId() + SEPARATOR + position.dimension();
    }

    private static ObjectNode json(EntitlementPage page, Input input) {
        ObjectNode json = Output.object();
        ArrayNode entitlements = json.putArray("Entitlements");
        page.granted().forEach(granted -> write(granted, entitlements.addObject()));
        Position next = page.next();
        return next == null ? json : json.put("NextToken", PageToken.of(input, text(next)));
    }

    private static void write(Granted granted, ObjectNode json) {
        AgreementTerms terms = granted.terms();
        json.put("ProductCode", terms.productCode())
                .put("Dimension", granted.entitlement().dimension())
                .put("CustomerAWSAccountId", terms.accountId())
                .put("LicenseArn", terms.licenseArn());
        Output.put(json, "CustomerIdentifier", terms.customerIdentifier());
        ObjectNode value = json.putObject("Value");
        switch (granted.entitlement().value()) {
            case EntitlementValue.OfInteger(int number) -> value.put("IntegerValue", number);
            case EntitlementValue.OfDouble(double number) -> value.put("DoubleValue", number);
            case EntitlementValue.OfBoolean(boolean yes) -> value.put("BooleanValue", yes);
            case EntitlementValue.OfString(String text) -> value.put("StringValue", text);
        }
        Output.put(json, "ExpirationDate", terms.endsAt());
    }
}
