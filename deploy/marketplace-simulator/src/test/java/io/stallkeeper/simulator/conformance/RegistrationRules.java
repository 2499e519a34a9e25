package io.stallkeeper.simulator.conformance;

import static io.stallkeeper.simulator.conformance.Rule.rule;
import static io.stallkeeper.simulator.conformance.Scene.accepted;
import static io.stallkeeper.simulator.conformance.Scene.object;
import static io.stallkeeper.simulator.conformance.Scene.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.fault.FaultKind;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import java.time.Duration;
import java.util.List;

/** Tokens and ResolveCustomer. */
final class RegistrationRules {
    private RegistrationRules() {}

    static List<Rule> rules() {
        return List.of(
                rule("1.2", "a token gives the same answer until four hours are over", RegistrationRules::reused),
                rule("1.2", "a resubmitted token is ExpiredTokenException", scene -> {
                            String token = scene.world().token(scene.licensed());
                            accepted(scene.resolve(token));
                            refused("ExpiredTokenException", scene.resolve(token));
                        })
                        .unconfirmed("A3: AWS's seller guide says reusable")
                        .under("simulator.token-use=single-use"),
                rule("1.2", "a token expires after four hours", scene -> {
                    String token = scene.world().token(scene.licensed());
                    scene.advance(Duration.ofHours(4));
                    refused("ExpiredTokenException", scene.resolve(token));
                }),
                rule("1.2", "after expiry a fresh token resolves to the same license", scene -> {
                    Agreement agreement = scene.licensed();
                    scene.world().token(agreement);
                    scene.advance(Duration.ofHours(5));
                    assertEquals(agreement.terms().licenseArn(), text(scene.resolve(agreement), "LicenseArn"));
                }),
                rule("1.3", "a new product's buyer is a license and an account, without CustomerIdentifier", scene -> {
                    Agreement agreement = scene.licensed();
                    JsonNode answer = accepted(scene.resolve(agreement));
                    assertEquals(
                            agreement.terms().licenseArn(),
                            answer.path("LicenseArn").asText());
                    assertEquals(
                            Scene.BUYER, answer.path("CustomerAWSAccountId").asText());
                    assertEquals(
                            agreement.terms().productCode(),
                            answer.path("ProductCode").asText());
                    assertFalse(answer.has("CustomerIdentifier"));
                }),
                rule("1.3", "an older product's buyer has a CustomerIdentifier as well", scene -> {
                    Agreement agreement = scene.legacy();
                    JsonNode answer = accepted(scene.resolve(agreement));
                    assertEquals(
                            Scene.customerIdentifier(agreement),
                            answer.path("CustomerIdentifier").asText());
                    assertEquals(
                            Scene.BUYER, answer.path("CustomerAWSAccountId").asText());
                    assertEquals(
                            agreement.terms().licenseArn(),
                            answer.path("LicenseArn").asText());
                }),
                rule("1.3", "a migrated product's buyer keeps the CustomerIdentifier", scene -> {
                    Agreement agreement = scene.subscribe(scene.usage(ProductIdentity.MIGRATED));
                    assertEquals(
                            Scene.customerIdentifier(agreement), text(scene.resolve(agreement), "CustomerIdentifier"));
                }),
                rule("1.3", "any Region resolves", scene -> {
                    var input = object().put("RegistrationToken", scene.world().token(scene.licensed()));
                    accepted(scene.call(Call.Service.METERING, "ResolveCustomer", input, "eu-west-1"));
                }),
                rule(
                                "1.3",
                                "an unknown token is InvalidTokenException",
                                scene -> refused("InvalidTokenException", scene.resolve("unheard of")))
                        .unconfirmed("what another seller's token gives is not documented"),
                rule("1.3", "an empty token is refused", scene -> refused("ValidationException", scene.resolve("")))
                        .unconfirmed("the error's name"),
                rule(
                                "1.3",
                                "the token is required",
                                scene -> refused(
                                        "ValidationException",
                                        scene.call(Call.Service.METERING, "ResolveCustomer", object())))
                        .unconfirmed("the error's name"),
                rule(
                        "1.3",
                        "ThrottlingException is 400",
                        scene -> faulty(scene, FaultKind.THROTTLE, 400, "ThrottlingException")),
                rule(
                        "1.3",
                        "InternalServiceErrorException is 500",
                        scene -> faulty(scene, FaultKind.INTERNAL_ERROR, 500, "InternalServiceErrorException")),
                rule(
                        "1.3",
                        "DisabledApiException is 400",
                        scene -> faulty(scene, FaultKind.DISABLED_API, 400, "DisabledApiException")),
                rule(
                        "1.3",
                        "a role without the permission is AccessDeniedException",
                        scene -> faulty(scene, FaultKind.ACCESS_DENIED, 403, "AccessDeniedException")),
                rule("1.4", "a second agreement of one account is a second license", scene -> {
                    Product product = scene.usage(ProductIdentity.CONCURRENT_AGREEMENTS);
                    Agreement first = scene.subscribe(product);
                    Agreement second = scene.subscribe(product);
                    assertEquals(
                            text(scene.resolve(first), "CustomerAWSAccountId"),
                            text(scene.resolve(second), "CustomerAWSAccountId"));
                    assertNotEquals(
                            text(scene.resolve(first), "LicenseArn"), text(scene.resolve(second), "LicenseArn"));
                }));
    }

    private static void reused(Scene scene) {
        String token = scene.world().token(scene.licensed());
        JsonNode first = accepted(scene.resolve(token));
        scene.advance(Duration.ofHours(4).minusMinutes(1));
        assertEquals(first, accepted(scene.resolve(token)));
    }

    private static void faulty(Scene scene, FaultKind kind, int status, String error) {
        String token = scene.world().token(scene.licensed());
        scene.fault("ResolveCustomer", kind);
        refused(status, error, scene.resolve(token));
        accepted(scene.resolve(token));
    }

    private static String text(Outcome outcome, String member) {
        return accepted(outcome).path(member).asText();
    }
}
