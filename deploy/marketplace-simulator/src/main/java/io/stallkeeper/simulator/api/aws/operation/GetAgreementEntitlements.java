package io.stallkeeper.simulator.api.aws.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.api.TokenDigest;
import io.stallkeeper.simulator.api.aws.model.AgreementShapes;
import io.stallkeeper.simulator.api.aws.model.Shape;
import io.stallkeeper.simulator.domain.RegistrationDecider;
import io.stallkeeper.simulator.domain.agreement.Stage;
import io.stallkeeper.simulator.domain.fault.FaultKind;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What became of the agreement's license (protocol page, 3.6). To the buyer of a current agreement it also hands a
 * registration token that is good for 30 minutes (protocol page, 1.2), for whoever buys without a browser.
 */
public record GetAgreementEntitlements(Simulation simulation, Supplier<String> newToken) implements AwsOperation {
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(30);

    @Override
    public AwsService service() {
        return AwsService.AGREEMENT;
    }

    @Override
    public String name() {
        return "GetAgreementEntitlements";
    }

    @Override
    public Shape input() {
        return AgreementShapes.PAGE_OF_ONE;
    }

    @Override
    public boolean carriesTokens() {
        return true;
    }

    @Override
    public ObjectNode answer(JsonNode input, Caller caller, Optional<FaultKind> fault) {
        String agreementId = new Input(input).requiredText("agreementId");
        AgreementJson found = simulation.look(moment -> AgreementJson.byId(agreementId, moment));
        ObjectNode json = Output.object();
        ObjectNode entitlement = json.putArray("agreementEntitlements").addObject();
        entitlement.set("resource", found.resource());
        entitlement.put("type", "SaaSProduct");
        writeStatus(found, entitlement);
        if (found.terms().accountId().equals(caller.accountId())
                && found.agreement().isCurrent()) {
            entitlement.put("registrationToken", issue(agreementId));
        }
        return json;
    }

    private static void writeStatus(AgreementJson found, ObjectNode json) {
        switch (found.agreement().stage()) {
            case Stage.Pending _ -> json.put("status", "PENDING").put("statusReasonCode", "PROVISIONING_IN_PROGRESS");
            case Stage.Active _ -> json.put("status", "PROVISIONED").put("statusReasonCode", "AGREEMENT_ACTIVE");
            case Stage.Ended ended ->
                json.put("status", ended.deprovisionedAt() == null ? "PROVISIONED" : "DEPROVISIONED")
                        .put("statusReasonCode", "AGREEMENT_INACTIVE");
            case Stage.Closed _ ->
                json.put("status", found.agreement().wasLicensed() ? "DEPROVISIONED" : "FAILED")
                        .put("statusReasonCode", "AGREEMENT_INACTIVE");
        }
        if (found.agreement().wasLicensed()) {
            json.put("licenseArn", found.terms().licenseArn());
        }
    }

    private String issue(String agreementId) {
        String token = newToken.get();
        RefusedException.answerOf(simulation.decide(
                moment -> RegistrationDecider.issue(TokenDigest.of(token), agreementId, TOKEN_LIFE, moment)));
        return token;
    }
}
