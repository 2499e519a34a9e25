package io.stallkeeper.simulator.conformance;

import static io.stallkeeper.simulator.conformance.Rule.rule;
import static io.stallkeeper.simulator.conformance.Scene.accepted;
import static io.stallkeeper.simulator.conformance.Scene.object;
import static io.stallkeeper.simulator.conformance.Scene.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.conformance.Rule.Asked;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.Entitlement;
import io.stallkeeper.simulator.domain.agreement.EntitlementValue;
import io.stallkeeper.simulator.domain.fault.FaultKind;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** GetEntitlements, in JSON and in CBOR. */
final class EntitlementRules {
    private static final String INVALID = "InvalidParameterException";
    private static final ProductIdentity NEW = ProductIdentity.CONCURRENT_AGREEMENTS;

    private EntitlementRules() {}

    static List<Rule> rules() {
        return List.of(
                five("a new product's entitlement names license and account, and no CustomerIdentifier", scene -> {
                    Agreement agreement = scene.contracted(scene.contract(NEW), Scene.BUYER);
                    JsonNode entitlement = all(scene, agreement, object()).getFirst();
                    assertEquals(agreement.terms().licenseArn(), text(entitlement, "LicenseArn"));
                    assertEquals(Scene.BUYER, text(entitlement, "CustomerAWSAccountId"));
                    assertEquals(agreement.terms().productCode(), text(entitlement, "ProductCode"));
                    assertEquals("seats", text(entitlement, "Dimension"));
                    assertEquals(
                            100, entitlement.path("Value").path("IntegerValue").asInt());
                    assertFalse(entitlement.has("CustomerIdentifier"));
                }),
                five("an older product's entitlement names the CustomerIdentifier", scene -> {
                    Agreement agreement = scene.contracted(scene.contract(ProductIdentity.LEGACY), Scene.BUYER);
                    JsonNode entitlement = all(scene, agreement, object()).getFirst();
                    assertEquals(Scene.customerIdentifier(agreement), text(entitlement, "CustomerIdentifier"));
                }),
                five("ExpirationDate is when the contract ends", scene -> {
                    Agreement agreement = scene.contracted(scene.contract(NEW), Scene.BUYER);
                    JsonNode entitlement = all(scene, agreement, object()).getFirst();
                    assertEquals(
                            Objects.requireNonNull(agreement.terms().endsAt()).toEpochMilli(),
                            Math.round(entitlement.path("ExpirationDate").asDouble() * 1000));
                }),
                five("a value has exactly one of four types", EntitlementRules::fourTypes),
                five("an ended contract grants nothing", scene -> {
                    Agreement agreement = scene.contracted(scene.contract(NEW), Scene.BUYER);
                    scene.world().cancel(agreement);
                    assertEquals(List.of(), all(scene, agreement, object()));
                }),
                rule("7", "until its renewal a contract only grows", scene -> {
                    Agreement agreement = scene.contracted(scene.contract(NEW), Scene.BUYER);
                    assertThrows(RefusedException.class, () -> scene.world().amend(agreement, seats(99)));
                    scene.world().amend(agreement, seats(101));
                    JsonNode entitlement = all(scene, agreement, object()).getFirst();
                    assertEquals(
                            101, entitlement.path("Value").path("IntegerValue").asInt());
                }),
                five("LICENSE_ARN finds one of an account's contracts", scene -> {
                    Product product = scene.contract(NEW);
                    Agreement one = scene.contracted(product, Scene.BUYER);
                    scene.contracted(product, Scene.BUYER);
                    assertEquals(Set.of(license(one)), found(scene, one, filter("LICENSE_ARN", license(one))));
                }),
                five("CUSTOMER_AWS_ACCOUNT_ID finds all of an account's contracts", scene -> {
                    Product product = scene.contract(NEW);
                    Agreement one = scene.contracted(product, Scene.BUYER);
                    Agreement two = scene.contracted(product, Scene.BUYER);
                    scene.contracted(product, "444455556666");
                    assertEquals(
                            Set.of(license(one), license(two)),
                            found(scene, one, filter("CUSTOMER_AWS_ACCOUNT_ID", Scene.BUYER)));
                }),
                five("CUSTOMER_IDENTIFIER finds an older product's customer", scene -> {
                    Agreement agreement = scene.contracted(scene.contract(ProductIdentity.LEGACY), Scene.BUYER);
                    String customer = Scene.customerIdentifier(agreement);
                    assertEquals(
                            Set.of(license(agreement)),
                            found(scene, agreement, filter("CUSTOMER_IDENTIFIER", customer)));
                    assertEquals(Set.of(), found(scene, agreement, filter("CUSTOMER_IDENTIFIER", "nobody")));
                }),
                five("values of one key are alternatives", scene -> {
                    Product product = scene.contract(NEW);
                    Agreement one = scene.contracted(product, Scene.BUYER);
                    Agreement two = scene.contracted(product, "444455556666");
                    scene.contracted(product, "777788889999");
                    assertEquals(
                            Set.of(license(one), license(two)),
                            found(scene, one, filter("CUSTOMER_AWS_ACCOUNT_ID", Scene.BUYER, "444455556666")));
                }),
                five("keys narrow each other", scene -> {
                    Agreement agreement = scene.contracted(scene.contract(NEW), Scene.BUYER);
                    ObjectNode filter = filter("LICENSE_ARN", license(agreement));
                    filter.withArray("DIMENSION").add("seats");
                    assertEquals(Set.of(license(agreement)), found(scene, agreement, filter));
                    filter.putArray("DIMENSION").add("gb");
                    assertEquals(Set.of(), found(scene, agreement, filter));
                }),
                wrong(
                        "CUSTOMER_IDENTIFIER and CUSTOMER_AWS_ACCOUNT_ID exclude each other",
                        object(),
                        filter("CUSTOMER_IDENTIFIER", "X").setAll(filter("CUSTOMER_AWS_ACCOUNT_ID", Scene.BUYER))),
                wrong("an unknown filter is refused", object(), filter("COLOUR", "blue")),
                wrong("a filter has a value", object(), object().set("DIMENSION", object().arrayNode())),
                wrong("MaxResults is at least 1", object().put("MaxResults", 0), null),
                wrong("MaxResults is at most 25", object().put("MaxResults", 26), null),
                wrong("a NextToken must come from an answer", object().put("NextToken", "unheard-of"), null),
                five(
                        "ProductCode is required, also with a license",
                        scene -> refused(
                                INVALID,
                                get(
                                        scene,
                                        object().set(
                                                        "Filter",
                                                        filter(
                                                                "LICENSE_ARN",
                                                                license(
                                                                        scene.contracted(
                                                                                scene.contract(NEW), Scene.BUYER))))))),
                five(
                                "an unlisted product is refused",
                                scene -> refused(INVALID, get(scene, object().put("ProductCode", "unlisted"))))
                        .unconfirmed("an empty list is as plausible"),
                five("pages follow each other by NextToken", scene -> {
                    Product product = scene.contract(NEW);
                    Set<String> licenses = IntStream.range(0, 5)
                            .mapToObj(_ -> license(scene.contracted(product, Scene.BUYER)))
                            .collect(Collectors.toSet());
                    assertEquals(licenses, paged(scene, product, 2));
                }),
                five("a page has at most 25 entitlements", scene -> {
                    Product product = scene.contract(NEW);
                    IntStream.range(0, 26).forEach(_ -> scene.contracted(product, Scene.BUYER));
                    JsonNode page = accepted(get(scene, object().put("ProductCode", product.productCode())));
                    assertEquals(25, page.path("Entitlements").size());
                    assertTrue(page.hasNonNull("NextToken"));
                }),
                five("a contract that ends between two pages hides no other", scene -> {
                    Product product = scene.contract(NEW);
                    Agreement first = scene.contracted(product, Scene.BUYER);
                    Agreement second = scene.contracted(product, "444455556666");
                    ObjectNode input =
                            object().put("ProductCode", product.productCode()).put("MaxResults", 1);
                    JsonNode page = accepted(get(scene, input));
                    scene.world().cancel(first);
                    JsonNode next = accepted(get(scene, input.put("NextToken", text(page, "NextToken"))));
                    assertEquals(
                            license(second),
                            next.path("Entitlements").path(0).path("LicenseArn").asText());
                }),
                five("a NextToken is of its query", scene -> {
                    Product product = scene.contract(NEW);
                    scene.contracted(product, Scene.BUYER);
                    scene.contracted(product, "444455556666");
                    ObjectNode input =
                            object().put("ProductCode", product.productCode()).put("MaxResults", 1);
                    String token = text(accepted(get(scene, input)), "NextToken");
                    ObjectNode other =
                            object().put("ProductCode", scene.contract(NEW).productCode());
                    refused(INVALID, get(scene, other.put("NextToken", token)));
                }),
                five("an empty page may have a successor", scene -> {
                    Product product = scene.contract(NEW);
                    Agreement agreement = scene.contracted(product, Scene.BUYER);
                    scene.fault("GetEntitlements", FaultKind.EMPTY_PAGE);
                    assertEquals(Set.of(license(agreement)), paged(scene, product, 25));
                }),
                five(
                        "ThrottlingException is 400",
                        scene -> faulty(scene, FaultKind.THROTTLE, 400, "ThrottlingException")),
                five(
                        "InternalServiceErrorException is 500",
                        scene -> faulty(scene, FaultKind.INTERNAL_ERROR, 500, "InternalServiceErrorException")),
                five("more than 20 calls a second are ThrottlingException", scene -> {
                    Product product = scene.contract(NEW);
                    Set<String> errors = IntStream.range(0, 200)
                            .mapToObj(_ -> String.valueOf(get(scene, object().put("ProductCode", product.productCode()))
                                    .error()))
                            .collect(Collectors.toSet());
                    assertEquals(Set.of("null", "ThrottlingException"), errors);
                }),
                rule(
                                "5",
                                "a page's size is a number",
                                scene -> refused(
                                        "SerializationException",
                                        get(
                                                scene,
                                                object().put("ProductCode", "p").put("MaxResults", "ten"))))
                        .asked(Asked.HTTP)
                        .unconfirmed("the error's name"));
    }

    private static Rule five(String sentence, Consumer<Scene> trial) {
        return rule("5", sentence, trial);
    }

    private static Rule wrong(String sentence, ObjectNode input, @Nullable JsonNode filter) {
        return five(sentence, scene -> {
            ObjectNode asked =
                    input.deepCopy().put("ProductCode", scene.contract(NEW).productCode());
            if (filter != null) {
                asked.set("Filter", filter);
            }
            refused(INVALID, get(scene, asked));
        });
    }

    private static void fourTypes(Scene scene) {
        Agreement agreement = scene.world()
                .subscribe(
                        scene.contract(NEW),
                        Scene.BUYER,
                        List.of(
                                new Entitlement("seats", new EntitlementValue.OfInteger(7)),
                                new Entitlement("gb", new EntitlementValue.OfDouble(2.5)),
                                new Entitlement("sso", new EntitlementValue.OfBoolean(true)),
                                new Entitlement("tier", new EntitlementValue.OfString("gold"))));
        List<String> values = all(scene, agreement, object()).stream()
                .map(entitlement -> entitlement.path("Value").toString())
                .toList();
        assertEquals(
                List.of(
                        "{\"IntegerValue\":7}",
                        "{\"DoubleValue\":2.5}",
                        "{\"BooleanValue\":true}",
                        "{\"StringValue\":\"gold\"}"),
                values);
    }

    private static void faulty(Scene scene, FaultKind kind, int status, String error) {
        Agreement agreement = scene.contracted(scene.contract(NEW), Scene.BUYER);
        scene.fault("GetEntitlements", kind);
        ObjectNode input = object().put("ProductCode", agreement.terms().productCode());
        refused(status, error, get(scene, input));
        accepted(get(scene, input));
    }

    private static Set<String> paged(Scene scene, Product product, int size) {
        Set<String> licenses = new HashSet<>();
        ObjectNode input = object().put("ProductCode", product.productCode()).put("MaxResults", size);
        JsonNode page = accepted(get(scene, input));
        page.path("Entitlements").forEach(entitlement -> licenses.add(text(entitlement, "LicenseArn")));
        while (page.hasNonNull("NextToken")) {
            page = accepted(get(scene, input.put("NextToken", text(page, "NextToken"))));
            page.path("Entitlements").forEach(entitlement -> licenses.add(text(entitlement, "LicenseArn")));
        }
        return licenses;
    }

    private static Set<String> found(Scene scene, Agreement agreement, ObjectNode filter) {
        return all(scene, agreement, filter).stream()
                .map(entitlement -> text(entitlement, "LicenseArn"))
                .collect(Collectors.toSet());
    }

    private static List<JsonNode> all(Scene scene, Agreement agreement, ObjectNode filter) {
        ObjectNode input = object().put("ProductCode", agreement.terms().productCode());
        if (!filter.isEmpty()) {
            input.set("Filter", filter);
        }
        List<JsonNode> entitlements = new ArrayList<>();
        accepted(get(scene, input)).path("Entitlements").forEach(entitlements::add);
        return entitlements;
    }

    private static Outcome get(Scene scene, ObjectNode input) {
        return scene.call(Call.Service.ENTITLEMENT, "GetEntitlements", input);
    }

    private static ObjectNode filter(String key, String... values) {
        ObjectNode filter = object();
        for (String value : values) {
            filter.withArray(key).add(value);
        }
        return filter;
    }

    private static List<Entitlement> seats(int number) {
        return List.of(new Entitlement("seats", new EntitlementValue.OfInteger(number)));
    }

    private static String license(Agreement agreement) {
        return agreement.terms().licenseArn();
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asText();
    }
}
