package io.stallkeeper.simulator.api.aws.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.api.aws.model.AgreementShapes;
import io.stallkeeper.simulator.api.aws.model.Shape;
import io.stallkeeper.simulator.domain.fault.FaultKind;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.util.List;
import java.util.Optional;

/** What the buyer has accepted, term by term (protocol page, 7). */
public record GetAgreementTerms(Simulation simulation) implements AwsOperation {
    private static final int MOST = 50;

    @Override
    public AwsService service() {
        return AwsService.AGREEMENT;
    }

    @Override
    public String name() {
        return "GetAgreementTerms";
    }

    @Override
    public Shape input() {
        return AgreementShapes.PAGE_OF_ONE;
    }

    @Override
    public ObjectNode answer(JsonNode node, Caller caller, Optional<FaultKind> fault) {
        Input input = new Input(node);
        String agreementId = input.requiredText("agreementId");
        int offset = PageToken.offset(input.text("nextToken"), RefusalCode.VALIDATION);
        int most = input.integer("maxResults", MOST);
        List<ObjectNode> terms = AcceptedTerms.of(simulation.look(moment -> AgreementJson.byId(agreementId, moment)));
        ObjectNode json = Output.object();
        json.putArray("acceptedTerms")
                .addAll(terms.stream().skip(offset).limit(most).toList());
        return terms.size() - offset > most ? json.put("nextToken", PageToken.of(offset + most)) : json;
    }
}
