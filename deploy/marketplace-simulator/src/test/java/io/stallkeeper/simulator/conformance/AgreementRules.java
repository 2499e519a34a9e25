package io.stallkeeper.simulator.conformance;

import static io.stallkeeper.simulator.conformance.Rule.rule;
import static io.stallkeeper.simulator.conformance.Scene.accepted;
import static io.stallkeeper.simulator.conformance.Scene.object;
import static io.stallkeeper.simulator.conformance.Scene.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.simulator.conformance.Rule.Asked;
import io.stallkeeper.simulator.domain.Conditions;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.CalendarLength;
import io.stallkeeper.simulator.domain.agreement.Entitlement;
import io.stallkeeper.simulator.domain.agreement.EntitlementValue;
import io.stallkeeper.simulator.domain.agreement.OfferKind;
import io.stallkeeper.simulator.domain.agreement.Payment;
import io.stallkeeper.simulator.domain.agreement.Resale;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What the agreement service tells the seller, and once the buyer. */
final class AgreementRules {
    private static final String STRANGER = "444455556666";
    private static final ProductIdentity NEW = ProductIdentity.CONCURRENT_AGREEMENTS;

    private AgreementRules() {}

    static List<Rule> rules() {
        return List.of(
                agreements("3.6", "SearchAgreements finds a product's agreements with their licenses", scene -> {
                    Product product = scene.usage(NEW);
                    Agreement agreement = scene.subscribe(product);
                    JsonNode summary = search(scene, product, "ACTIVE").path(0);
                    assertEquals(id(agreement), summary.path("agreementId").asText());
                    assertEquals(
                            "PurchaseAgreement", summary.path("agreementType").asText());
                    assertEquals(
                            Scene.BUYER,
                            summary.path("acceptor").path("accountId").asText());
                    assertEquals(
                            agreement.terms().licenseArn(),
                            summary.path("entitlements")
                                    .path(0)
                                    .path("licenseArn")
                                    .asText());
                }),
                agreements("3.6", "Status tells the active from the cancelled", scene -> {
                    Product product = scene.usage(NEW);
                    scene.world().cancel(scene.subscribe(product));
                    assertEquals(0, search(scene, product, "ACTIVE").size());
                    assertEquals(1, search(scene, product, "CANCELLED").size());
                }),
                agreements("3.6", "who pays as they go has no endTime", scene -> {
                    Product product = scene.usage(NEW);
                    scene.subscribe(product);
                    assertFalse(search(scene, product, "ACTIVE").path(0).hasNonNull("endTime"));
                }),
                agreements("3.6", "pages follow each other by nextToken", scene -> {
                    Product product = scene.usage(NEW);
                    scene.subscribe(product);
                    scene.subscribe(product);
                    ObjectNode input = filters(product, "ACTIVE").put("maxResults", 1);
                    JsonNode first = accepted(call(scene, "SearchAgreements", input));
                    JsonNode second = accepted(call(
                            scene,
                            "SearchAgreements",
                            input.put("nextToken", first.path("nextToken").asText())));
                    assertEquals(1, second.path("agreementViewSummaries").size());
                    assertFalse(second.hasNonNull("nextToken"));
                }),
                agreements("3.6", "a nextToken is of its query", scene -> {
                    Product product = scene.usage(NEW);
                    scene.subscribe(product);
                    scene.subscribe(product);
                    ObjectNode input = filters(product, "ACTIVE").put("maxResults", 1);
                    String token = accepted(call(scene, "SearchAgreements", input))
                            .path("nextToken")
                            .asText();
                    ObjectNode other = filters(product, "CANCELLED").put("nextToken", token);
                    refused("ValidationException", call(scene, "SearchAgreements", other));
                }),
                agreements("3.6", "an unknown filter is refused", scene -> {
                            ObjectNode input = object();
                            filter(input, "Colour", "blue");
                            refused("ValidationException", call(scene, "SearchAgreements", input));
                        })
                        .unconfirmed("the error's name"),
                agreements("3.6", "DescribeAgreement tells of one agreement", scene -> {
                    Agreement agreement = scene.contracted(scene.contract(NEW), Scene.BUYER);
                    JsonNode answer = accepted(call(scene, "DescribeAgreement", of(agreement)));
                    assertEquals(id(agreement), answer.path("agreementId").asText());
                    assertEquals("ACTIVE", answer.path("status").asText());
                    assertEquals(
                            agreement.terms().offerId(),
                            answer.path("proposalSummary").path("offerId").asText());
                }),
                agreements(
                                "3.6",
                                "an agreement that doesn't exist is ResourceNotFoundException",
                                scene -> refused(
                                        "ResourceNotFoundException",
                                        call(scene, "DescribeAgreement", object().put("agreementId", "agmt-none"))))
                        .unconfirmed("the page names no errors of this service"),
                agreements("3.6", "an agreement is described to whatever account asks", scene -> {
                            ObjectNode input = of(scene.contracted(scene.contract(NEW), Scene.BUYER));
                            accepted(scene.callAs(STRANGER, "any", Call.Service.AGREEMENT, "DescribeAgreement", input));
                        })
                        .unconfirmed("whom AWS refuses, and how"),
                agreements("3.6", "what a partner sells is found as what the seller proposed", scene -> {
                            Product product = scene.usage(NEW);
                            scene.subscribe(
                                    product,
                                    null,
                                    new Conditions(
                                            OfferKind.PRIVATE,
                                            new Resale("resaleauthz-7", STRANGER),
                                            false,
                                            Payment.SUCCEEDS));
                            assertEquals(1, search(scene, product, "ACTIVE").size());
                        })
                        .unconfirmed("how AWS lists it to the manufacturer, who has not proposed it"),
                agreements("7", "GetAgreementTerms has a contract's units", scene -> {
                    Agreement agreement = scene.contracted(scene.contract(NEW), Scene.BUYER);
                    JsonNode dimension = accepted(call(scene, "GetAgreementTerms", of(agreement)))
                            .path("acceptedTerms")
                            .findPath("configuration")
                            .path("dimensions")
                            .path(0);
                    assertEquals("seats", dimension.path("dimensionKey").asText());
                    assertEquals(100, dimension.path("dimensionValue").asInt());
                }),
                agreements("7", "a contract's time is months, and it is renewed for as many", scene -> {
                    Product product = scene.contract(NEW);
                    Agreement first = scene.world()
                            .subscribe(
                                    product,
                                    Scene.BUYER,
                                    List.of(new Entitlement("seats", new EntitlementValue.OfInteger(1))),
                                    CalendarLength.ofMonths(1),
                                    new Conditions(OfferKind.PUBLIC, null, true, Payment.SUCCEEDS));
                    assertMonth(scene, id(first));
                    scene.advance(Duration.ofDays(31));
                    JsonNode renewed = search(scene, product, "ACTIVE").path(0);
                    assertMonth(scene, renewed.path("agreementId").asText());
                }),
                agreements("7", "GetAgreementTerms has what is paid as it is used", scene -> {
                    Agreement agreement = scene.licensed();
                    JsonNode terms = accepted(call(scene, "GetAgreementTerms", of(agreement)))
                            .path("acceptedTerms");
                    assertEquals(
                            List.of("requests", "storage"),
                            terms.findPath("usageBasedPricingTerm").findValuesAsText("dimensionKey"));
                }),
                agreements("3.6", "an entitlement is PROVISIONED, and DEPROVISIONED after the end", scene -> {
                    Agreement agreement = scene.licensed();
                    assertEquals(
                            "PROVISIONED",
                            entitlement(scene, agreement).path("status").asText());
                    scene.world().cancel(agreement);
                    scene.advance(Duration.ofMinutes(1));
                    assertEquals(
                            "DEPROVISIONED",
                            entitlement(scene, agreement).path("status").asText());
                }),
                agreements(
                                "3.6",
                                "an agreement that was never licensed: its entitlement FAILED, without a license",
                                scene -> {
                                    Product product = scene.usage(NEW);
                                    Agreement unpaid = scene.subscribe(
                                            product,
                                            null,
                                            new Conditions(OfferKind.PUBLIC, null, false, Payment.FAILS));
                                    scene.advance(Duration.ofMinutes(2));
                                    JsonNode entitlement = entitlement(scene, unpaid);
                                    assertEquals(
                                            "FAILED", entitlement.path("status").asText());
                                    assertFalse(entitlement.has("licenseArn"));
                                    JsonNode found =
                                            search(scene, product, "TERMINATED").path(0);
                                    assertEquals(
                                            id(unpaid),
                                            found.path("agreementId").asText());
                                    assertFalse(found.has("entitlements"));
                                })
                        .unconfirmed("when AWS says FAILED"),
                agreements("1.2", "a buyer gets a registration token that is good for 30 minutes", scene -> {
                    Agreement agreement = scene.licensed();
                    String token = buyersEntitlement(scene, agreement)
                            .path("registrationToken")
                            .asText();
                    scene.advance(Duration.ofMinutes(29));
                    assertEquals(
                            agreement.terms().licenseArn(),
                            accepted(scene.resolve(token)).path("LicenseArn").asText());
                    scene.advance(Duration.ofMinutes(1));
                    refused("ExpiredTokenException", scene.resolve(token));
                }),
                agreements(
                                "1.2",
                                "the seller gets no registration token",
                                scene -> assertFalse(
                                        entitlement(scene, scene.licensed()).hasNonNull("registrationToken")))
                        .unconfirmed("the page says only that a buyer gets one"));
    }

    private static Rule agreements(String section, String sentence, Consumer<Scene> trial) {
        return rule(section, sentence, trial).asked(Asked.NOT_JAVA);
    }

    private static JsonNode search(Scene scene, Product product, String status) {
        return accepted(call(scene, "SearchAgreements", filters(product, status)))
                .path("agreementViewSummaries");
    }

    private static ObjectNode filters(Product product, String status) {
        ObjectNode input = object().put("catalog", "AWSMarketplace");
        filter(input, "PartyType", "Proposer");
        filter(input, "AgreementType", "PurchaseAgreement");
        filter(input, "ResourceIdentifier", product.productId());
        filter(input, "Status", status);
        return input;
    }

    private static void filter(ObjectNode input, String name, String value) {
        input.withArray("filters")
                .addObject()
                .put("name", name)
                .putArray("values")
                .add(value);
    }

    /** That it runs a month from its beginning. */
    private static void assertMonth(Scene scene, String agreementId) {
        JsonNode terms = accepted(call(scene, "GetAgreementTerms", object().put("agreementId", agreementId)));
        assertEquals("P1M", terms.findPath("selectorValue").asText());
        assertEquals("P1M", terms.findPath("agreementDuration").asText());
    }

    private static JsonNode entitlement(Scene scene, Agreement agreement) {
        return accepted(call(scene, "GetAgreementEntitlements", of(agreement)))
                .path("agreementEntitlements")
                .path(0);
    }

    private static JsonNode buyersEntitlement(Scene scene, Agreement agreement) {
        return accepted(scene.callAs(
                        Scene.BUYER, "secret", Call.Service.AGREEMENT, "GetAgreementEntitlements", of(agreement)))
                .path("agreementEntitlements")
                .path(0);
    }

    private static ObjectNode of(Agreement agreement) {
        return object().put("agreementId", id(agreement));
    }

    private static Outcome call(Scene scene, String operation, ObjectNode input) {
        return scene.call(Call.Service.AGREEMENT, operation, input);
    }

    private static String id(Agreement agreement) {
        return agreement.terms().agreementId();
    }
}
