package io.stallkeeper.simulator.api.aws.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.api.aws.model.AgreementShapes;
import io.stallkeeper.simulator.api.aws.model.Shape;
import io.stallkeeper.simulator.domain.fault.FaultKind;
import java.util.Optional;

/** One of the seller's agreements (protocol page, 3.6). Its terms are not in it (protocol page, 7). */
public record DescribeAgreement(Simulation simulation, String sellerAccountId) implements AwsOperation {

    @Override
    public AwsService service() {
        return AwsService.AGREEMENT;
    }

    @Override
    public String name() {
        return "DescribeAgreement";
    }

    @Override
    public Shape input() {
        return AgreementShapes.DESCRIBE;
    }

    @Override
    public ObjectNode answer(JsonNode input, Caller caller, Optional<FaultKind> fault) {
        String agreementId = new Input(input).requiredText("agreementId");
        return simulation
                .look(moment -> AgreementJson.byId(agreementId, moment))
                .writeTo(Output.object(), sellerAccountId);
    }
}
