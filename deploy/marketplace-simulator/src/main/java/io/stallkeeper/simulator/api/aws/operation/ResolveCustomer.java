package io.stallkeeper.simulator.api.aws.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.api.TokenDigest;
import io.stallkeeper.simulator.api.aws.model.MeteringShapes;
import io.stallkeeper.simulator.api.aws.model.Shape;
import io.stallkeeper.simulator.domain.RegistrationDecider;
import io.stallkeeper.simulator.domain.TokenUse;
import io.stallkeeper.simulator.domain.agreement.AgreementTerms;
import io.stallkeeper.simulator.domain.fault.FaultKind;
import java.util.Optional;

/** Whose registration token is this? (protocol page, 1.3) CustomerIdentifier is there for older products only. */
public record ResolveCustomer(Simulation simulation, TokenUse use) implements AwsOperation {

    @Override
    public AwsService service() {
        return AwsService.METERING;
    }

    @Override
    public String name() {
        return "ResolveCustomer";
    }

    @Override
    public Shape input() {
        return MeteringShapes.RESOLVE_CUSTOMER;
    }

    @Override
    public boolean carriesTokens() {
        return true;
    }

    @Override
    public ObjectNode answer(JsonNode input, Caller caller, Optional<FaultKind> fault) {
        String digest = TokenDigest.of(new Input(input).requiredText("RegistrationToken"));
        AgreementTerms terms = RefusedException.answerOf(
                        simulation.decide(moment -> RegistrationDecider.resolve(digest, use, moment)))
                .terms();
        ObjectNode answer = Output.object()
                .put("CustomerAWSAccountId", terms.accountId())
                .put("LicenseArn", terms.licenseArn())
                .put("ProductCode", terms.productCode());
        return Output.put(answer, "CustomerIdentifier", terms.customerIdentifier());
    }
}
