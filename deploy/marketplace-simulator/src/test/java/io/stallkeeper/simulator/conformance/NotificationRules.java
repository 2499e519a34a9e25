package io.stallkeeper.simulator.conformance;

import static io.stallkeeper.simulator.conformance.Rule.rule;
import static io.stallkeeper.simulator.conformance.Scene.accepted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.stallkeeper.simulator.conformance.Rule.Asked;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.listing.NotificationForm;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What the seller's queue receives, read with AWS's clients of SQS. */
final class NotificationRules {
    private static final Duration PAST_THE_END = Duration.ofHours(2);

    private NotificationRules() {}

    static List<Rule> rules() {
        return List.of(
                told("2.2", "SNS raw is the message itself", scene -> {
                    Agreement agreement = subscribe(scene, NotificationForm.SNS_RAW);
                    JsonNode message = find(scene.received(2), "action", "subscribe-success");
                    assertEquals(
                            Scene.customerIdentifier(agreement),
                            message.path("customer-identifier").asText());
                    assertEquals(
                            agreement.terms().productCode(),
                            message.path("product-code").asText());
                    assertFalse(message.has("offer-identifier"));
                    assertEquals(
                            "\"false\"", message.path("isFreeTrialTermPresent").toString());
                }),
                told("2.2", "a contract is told of by entitlement-updated as well", scene -> {
                    subscribe(scene, NotificationForm.SNS_RAW);
                    assertEquals(
                            Set.of("subscribe-success", "entitlement-updated"), valuesOf(scene.received(2), "action"));
                }),
                told("2.3", "the end is unsubscribe-pending, then unsubscribe-success", scene -> {
                    scene.world().cancel(subscribe(scene, NotificationForm.SNS_RAW));
                    scene.advance(PAST_THE_END);
                    Set<String> actions = valuesOf(scene.received(5), "action");
                    assertTrue(actions.containsAll(Set.of("unsubscribe-pending", "unsubscribe-success")));
                }),
                told("2.3", "who subscribes again in time is not told of the end", scene -> {
                    Product product = scene.told(ProductIdentity.LEGACY, NotificationForm.SNS_RAW);
                    scene.world().cancel(scene.contracted(product, Scene.BUYER));
                    scene.contracted(product, Scene.BUYER);
                    scene.advance(PAST_THE_END);
                    assertFalse(valuesOf(scene.received(6), "action").contains("unsubscribe-success"));
                }),
                told("2.4", "SNS's envelope has the message as a string", scene -> {
                    Agreement agreement = subscribe(scene, NotificationForm.SNS_ENVELOPE);
                    List<JsonNode> envelopes = scene.received(2);
                    for (JsonNode envelope : envelopes) {
                        assertEquals("Notification", envelope.path("Type").asText());
                        assertFalse(envelope.path("MessageId").asText().isEmpty());
                        String timestamp = envelope.path("Timestamp").asText();
                        assertTrue(timestamp.matches(".*:\\d{2}\\.\\d{3}Z"), timestamp);
                        JsonNode message = Scene.parsed(envelope.path("Message").asText());
                        assertEquals(
                                Scene.customerIdentifier(agreement),
                                message.path("customer-identifier").asText());
                    }
                    String code = agreement.terms().productCode();
                    assertEquals(
                            Set.of(topic("subscription", code), topic("entitlement", code)),
                            valuesOf(envelopes, "TopicArn"));
                }),
                told(
                        "3.1",
                        "of a direct sale agreement events are the Proposer's, license events the Manufacturer's",
                        scene -> {
                            sold(scene);
                            assertEquals(
                                    Set.of("Purchase Agreement Created - Proposer", "License Updated - Manufacturer"),
                                    valuesOf(scene.received(2), "detail-type"));
                        }),
                told("3.3", "an event has EventBridge's envelope", scene -> {
                    Agreement agreement = sold(scene);
                    for (JsonNode event : scene.received(2)) {
                        assertEquals("0", event.path("version").asText());
                        assertEquals(
                                "aws.agreement-marketplace",
                                event.path("source").asText());
                        assertEquals("us-east-1", event.path("region").asText());
                        assertEquals(
                                "arn:aws:aws-marketplace::aws:agreement:"
                                        + agreement.terms().agreementId(),
                                event.path("resources").path(0).asText());
                    }
                }),
                told("3.3", "Purchase Agreement Created has no product and no license", scene -> {
                    Agreement agreement = sold(scene);
                    JsonNode detail = created(scene.received(2)).path("detail");
                    assertEquals(
                            agreement.terms().agreementId(),
                            detail.path("agreement").path("id").asText());
                    assertEquals("NEW", detail.path("agreement").path("intent").asText());
                    assertEquals(
                            Scene.BUYER,
                            detail.path("acceptor").path("accountId").asText());
                    assertFalse(detail.has("product") || detail.has("license"));
                }),
                told("3.3", "License Updated has the license of ResolveCustomer", scene -> {
                    Agreement agreement = sold(scene);
                    JsonNode event = find(scene.received(2), "detail-type", "License Updated - Manufacturer");
                    assertEquals(
                            accepted(scene.resolve(agreement))
                                    .path("LicenseArn")
                                    .asText(),
                            event.path("detail").path("license").path("arn").asText());
                }),
                told("3.4", "Purchase Agreement Ended names no offer", scene -> {
                            scene.world().cancel(sold(scene));
                            scene.advance(Duration.ofMinutes(1));
                            for (JsonNode event : scene.received(4)) {
                                boolean ended =
                                        event.path("detail-type").asText().contains(" Ended ");
                                assertEquals(ended, !event.path("detail").has("offer"));
                            }
                        })
                        .unconfirmed("seen at a live listing; the documentation's example has an offer")
                        .under("simulator.delivery.ended-names-offer=false"),
                told("3.4", "a cancelled agreement ends, then its license goes", scene -> {
                    scene.world().cancel(sold(scene));
                    scene.advance(Duration.ofMinutes(1));
                    List<JsonNode> events = scene.received(4);
                    JsonNode ended = find(events, "detail-type", "Purchase Agreement Ended - Proposer");
                    JsonNode gone = find(events, "detail-type", "License Deprovisioned - Manufacturer");
                    assertEquals(
                            "CANCELLED",
                            ended.path("detail")
                                    .path("agreement")
                                    .path("status")
                                    .asText());
                    assertTrue(ended.path("time")
                                    .asText()
                                    .compareTo(gone.path("time").asText())
                            < 0);
                }));
    }

    static Rule told(String section, String sentence, Consumer<Scene> trial) {
        return rule(section, sentence, trial).asked(Asked.SDKS);
    }

    private static Agreement subscribe(Scene scene, NotificationForm form) {
        return scene.contracted(scene.told(ProductIdentity.LEGACY, form), Scene.BUYER);
    }

    private static Agreement sold(Scene scene) {
        return scene.contracted(
                scene.told(ProductIdentity.CONCURRENT_AGREEMENTS, NotificationForm.EVENTBRIDGE), Scene.BUYER);
    }

    private static JsonNode created(List<JsonNode> events) {
        return find(events, "detail-type", "Purchase Agreement Created - Proposer");
    }

    static JsonNode find(List<JsonNode> bodies, String member, String value) {
        return bodies.stream()
                .filter(body -> body.path(member).asText().equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + value + " in " + bodies));
    }

    static Set<String> valuesOf(List<JsonNode> bodies, String member) {
        return bodies.stream().map(body -> body.path(member).asText()).collect(Collectors.toSet());
    }

    static String topic(String kind, String productCode) {
        return "arn:aws:sns:us-east-1:287250355862:aws-mp-" + kind + "-notification-" + productCode;
    }
}
