package io.stallkeeper.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.api.aws.operation.AwsOperation;
import io.stallkeeper.simulator.api.aws.operation.Caller;
import io.stallkeeper.simulator.api.aws.operation.GetEntitlements;
import io.stallkeeper.simulator.api.aws.operation.SearchAgreements;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A token that leads nowhere is refused, whatever it says (protocol page, 3.6 and 5). */
class PagingTest {
    private static final List<String> STRANGE =
            List.of("", "page:", "page:-1", "page:2147483648", "page:4294967295", "page:0", "else");

    private final Simulation simulation = Played.inMemory();

    @Test
    void a_strange_token_is_an_invalid_parameter_of_entitlements() {
        Played.everything(simulation);
        for (String text : STRANGE) {
            ObjectNode input = SimulatorClient.JSON
                    .createObjectNode()
                    .put("ProductCode", "p")
                    .put("NextToken", encoded(text));
            assertEquals(RefusalCode.INVALID_PARAMETER, refusal(new GetEntitlements(simulation), input), text);
        }
    }

    @Test
    void a_strange_token_is_a_validation_error_of_agreements() {
        for (String text : STRANGE) {
            ObjectNode input = SimulatorClient.JSON.createObjectNode().put("nextToken", encoded(text));
            assertEquals(
                    RefusalCode.VALIDATION, refusal(new SearchAgreements(simulation, "123456789012"), input), text);
        }
    }

    private static RefusalCode refusal(AwsOperation operation, ObjectNode input) {
        return assertThrows(
                        RefusedException.class,
                        () -> operation.answer(input, new Caller("us-east-1", null), Optional.empty()))
                .refusal()
                .code();
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
