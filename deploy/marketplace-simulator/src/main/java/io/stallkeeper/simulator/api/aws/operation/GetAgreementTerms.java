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
        String last = PageToken.position(input.text("nextToken"), input, RefusalCode.VALIDATION);
        int most = input.integer("maxResults", MOST);
        List<ObjectNode> terms = AcceptedTerms.of(simulation.look(moment -> AgreementJson.byId(agreementId, moment)));
        List<ObjectNode> left = last == null ? terms : after(last, terms);
        List<ObjectNode> page = left.stream().limit(most).toList();
        ObjectNode json = Output.object();
        json.putArray("acceptedTerms").addAll(page);
        return left.size() > most ? json.put("nextToken", PageToken.of(input, name(page.getLast()))) : json;
    }

    /** An agreement has one term of a kind. */
    private static List<ObjectNode> after(String last, List<ObjectNode> terms) {
        if (terms.stream().noneMatch(term -> name(term).equals(last))) {
            throw PageToken.unknown(RefusalCode.VALIDATION);
        }
        return terms.stream()
                .dropWhile(term -> !name(term).equals(last))
                .skip(1)
                .toList();
    }

    /** A term is an object with one member, which is called as the term. */
    private static String name(ObjectNode term) {
        return term.fieldNames().next();
    }
}
