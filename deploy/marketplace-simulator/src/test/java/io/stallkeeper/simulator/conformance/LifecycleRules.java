package io.stallkeeper.simulator.conformance;

import static io.stallkeeper.simulator.conformance.NotificationRules.find;
import static io.stallkeeper.simulator.conformance.NotificationRules.told;
import static io.stallkeeper.simulator.conformance.NotificationRules.valuesOf;
import static io.stallkeeper.simulator.conformance.Scene.accepted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.stallkeeper.simulator.domain.BehaviorPreset;
import io.stallkeeper.simulator.domain.Conditions;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.CalendarLength;
import io.stallkeeper.simulator.domain.agreement.Entitlement;
import io.stallkeeper.simulator.domain.agreement.EntitlementValue;
import io.stallkeeper.simulator.domain.listing.NotificationForm;
import io.stallkeeper.simulator.domain.listing.PricingModel;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** How a running agreement changes, goes on under another and ends, and in what disorder the seller may hear of it. */
final class LifecycleRules {
    private static final String CREATED = "Purchase Agreement Created - Proposer";
    private static final String AMENDED = "Purchase Agreement Amended - Proposer";
    private static final String ENDED = "Purchase Agreement Ended - Proposer";
    private static final String UPDATED = "License Updated - Manufacturer";

    private LifecycleRules() {}

    static List<Rule> rules() {
        return List.of(
                told("3.2", "a renewal ends the old agreement RENEWED and creates one with intent RENEW", scene -> {
                            Agreement old = sold(scene);
                            scene.world().renew(old);
                            assertSucceeded(scene.received(5), old, "RENEWED", "RENEW");
                        })
                        .unconfirmed("A11: previousAgreementId is in the newest texts alone"),
                Rule.rule("3.2", "a renewal by hand ends the running term, and the new one begins there", scene -> {
                            Agreement old = scene.contracted(
                                    scene.contract(ProductIdentity.CONCURRENT_AGREEMENTS), Scene.BUYER);
                            scene.advance(Duration.ofDays(7));
                            Agreement next = scene.world().renew(old);
                            assertTrue(next.terms()
                                    .acceptedAt()
                                    .isBefore(Objects.requireNonNull(old.terms().endsAt())));
                            assertEquals(
                                    "RENEWED",
                                    scene.world()
                                            .known(old.terms().agreementId())
                                            .status());
                        })
                        .unconfirmed("when AWS ends the term that is renewed before its end"),
                told(
                                "3.2",
                                "a replacement ends the old agreement REPLACED and creates one with intent REPLACE",
                                scene -> {
                                    Agreement old = sold(scene);
                                    scene.world().replace(old, seats(900));
                                    assertSucceeded(scene.received(5), old, "REPLACED", "REPLACE");
                                })
                        .unconfirmed("A11: previousAgreementId is in the newest texts alone"),
                told("3.3", "a renewal has the product and the proposer's name", scene -> {
                            Agreement old = sold(scene);
                            scene.world().renew(old);
                            JsonNode detail = renewed(scene.received(5)).path("detail");
                            assertFalse(detail.at("/product/id").asText().isEmpty());
                            assertFalse(detail.at("/product/title").asText().isEmpty());
                            assertFalse(detail.at("/proposer/name").asText().isEmpty());
                        })
                        .unconfirmed("A11: the newest texts alone have it"),
                told("3.3", "Amended has the product and how the agreement is renewed", scene -> {
                            scene.world().amend(sold(scene), seats(250));
                            JsonNode detail = find(scene.received(4), "detail-type", AMENDED)
                                    .path("detail");
                            assertFalse(
                                    detail.at("/agreement/autoRenewalEnabled").asBoolean(true));
                            assertFalse(detail.at("/product/title").asText().isEmpty());
                            assertEquals(
                                    "ACCEPTOR",
                                    detail.at("/renewalSummary/disabledBy").asText());
                            assertTrue(detail.at("/renewalSummary/lockoutStartTime")
                                    .isTextual());
                        })
                        .unconfirmed("A11: the newest texts alone have it; whom and which time AWS names when"),
                told("3.3", "renewals and amendments say no more than in earlier texts", scene -> {
                            Agreement old = sold(scene);
                            scene.world().amend(old, seats(250));
                            scene.world().renew(old);
                            List<JsonNode> events = scene.received(7);
                            JsonNode renewed = renewed(events).path("detail");
                            JsonNode amended =
                                    find(events, "detail-type", AMENDED).path("detail");
                            assertFalse(renewed.path("agreement").has("previousAgreementId")
                                    || renewed.has("product")
                                    || renewed.path("proposer").has("name"));
                            assertFalse(amended.path("agreement").has("autoRenewalEnabled")
                                    || amended.has("product")
                                    || amended.has("renewalSummary"));
                        })
                        .unconfirmed("A11")
                        .under("simulator.delivery.event-vintage=earlier"),
                Rule.rule("3.5", "a renewal is a new agreement with a new license", scene -> {
                    Agreement old =
                            scene.contracted(scene.contract(ProductIdentity.CONCURRENT_AGREEMENTS), Scene.BUYER);
                    JsonNode before = accepted(scene.resolve(old));
                    Agreement next = scene.world().renew(old);
                    JsonNode after = accepted(scene.resolve(next));
                    assertEquals(before.path("CustomerAWSAccountId"), after.path("CustomerAWSAccountId"));
                    assertNotEquals(before.path("LicenseArn"), after.path("LicenseArn"));
                    Scene.statuses(scene.meter(scene.usageOf(next).dimension("sms")), "Success");
                }),
                told("3.2", "a changed contract is amended, and its license updated", scene -> {
                    scene.world().amend(sold(scene), seats(250));
                    List<JsonNode> events = scene.received(4);
                    assertEquals(
                            "AMEND",
                            find(events, "detail-type", AMENDED)
                                    .at("/detail/agreement/intent")
                                    .asText());
                    assertEquals(2, count(events, UPDATED));
                }),
                told("3.2", "before the license is there, a changed contract is amended alone", scene -> {
                            scene.world().amend(sold(scene), seats(250));
                            assertEquals(Set.of(CREATED, AMENDED), valuesOf(scene.received(2), "detail-type"));
                        })
                        .under("simulator.lifecycle.activation-delay=PT1M"),
                told("3.3", "a contract that is to renew itself is amended with autoRenewalEnabled", scene -> {
                    scene.world().renewItself(sold(scene));
                    assertTrue(find(scene.received(3), "detail-type", AMENDED)
                            .at("/detail/agreement/autoRenewalEnabled")
                            .asBoolean());
                }),
                told("3.2", "an agreement whose time is over ends EXPIRED", scene -> {
                    Product product = scene.told(
                            ProductIdentity.CONCURRENT_AGREEMENTS, PricingModel.USAGE, NotificationForm.EVENTBRIDGE);
                    scene.subscribe(product, CalendarLength.ofDays(1), Conditions.usual());
                    scene.advance(Duration.ofDays(1));
                    assertEquals(
                            "EXPIRED",
                            find(scene.received(3), "detail-type", ENDED)
                                    .at("/detail/agreement/status")
                                    .asText());
                }),
                told("2.3", "who cancels before subscribe-success is told of by subscribe-fail alone", scene -> {
                            scene.world().cancel(older(scene));
                            scene.advance(Duration.ofHours(2));
                            assertEquals(Set.of("subscribe-fail"), valuesOf(scene.received(1), "action"));
                        })
                        .unconfirmed("what SNS says of a purchase that is withdrawn")
                        .under("simulator.lifecycle.activation-delay=PT1M"),
                told("2.3", "a buyer with another agreement on the product doesn't leave when one ends", scene -> {
                            Product product = scene.told(ProductIdentity.MIGRATED, NotificationForm.SNS_RAW);
                            Agreement first = scene.contracted(product, Scene.BUYER);
                            scene.contracted(product, Scene.BUYER);
                            scene.world().cancel(first);
                            scene.advance(Duration.ofHours(2));
                            assertEquals(
                                    Set.of("subscribe-success", "entitlement-updated"),
                                    valuesOf(scene.received(5), "action"));
                        })
                        .unconfirmed("SNS was not made for several agreements of one buyer"),
                told("2.2", "entitlement-updated says whose entitlements changed, not how", scene -> {
                    scene.world().amend(older(scene), seats(250));
                    JsonNode message = find(scene.received(3), "action", "entitlement-updated");
                    assertEquals(3, message.size());
                    assertTrue(message.has("customer-identifier") && message.has("product-code"));
                }),
                told("12", "a notification may come twice, with one id", scene -> {
                            sold(scene);
                            List<JsonNode> events = scene.received(4);
                            assertEquals(2, valuesOf(events, "id").size());
                        })
                        .under("simulator.delivery.duplication=1"),
                told("12", "a notification may be overtaken by a later one", scene -> {
                            Agreement early = sold(scene);
                            scene.world().behave(BehaviorPreset.IMMEDIATE.behavior(1));
                            scene.world().cancel(early);
                            assertEquals(Set.of(ENDED), valuesOf(scene.received(1), "detail-type"));
                            scene.advance(Duration.ofMinutes(3));
                            assertTrue(
                                    valuesOf(scene.received(3), "detail-type").contains(CREATED));
                        })
                        .under("simulator.delivery.reordering=1"),
                told("12", "a notification may be lost", scene -> {
                            Agreement unheard = sold(scene);
                            scene.world().behave(BehaviorPreset.IMMEDIATE.behavior(1));
                            scene.world().cancel(unheard);
                            assertEquals(Set.of(ENDED), valuesOf(scene.received(1), "detail-type"));
                        })
                        .under("simulator.delivery.loss=1"),
                told("3.1", "of a direct sale both roles' events come", scene -> {
                            sold(scene);
                            assertEquals(
                                    Set.of(CREATED, "Purchase Agreement Created - Manufacturer", UPDATED),
                                    valuesOf(scene.received(3), "detail-type"));
                        })
                        .unconfirmed("some sellers report it; the page has the Proposer's alone")
                        .under("simulator.delivery.twins=true"));
    }

    private static JsonNode renewed(List<JsonNode> events) {
        return events.stream()
                .filter(event -> event.at("/detail/agreement/intent").asText().equals("RENEW"))
                .findFirst()
                .orElseThrow();
    }

    private static void assertSucceeded(List<JsonNode> events, Agreement old, String status, String intent) {
        JsonNode ended = find(events, "detail-type", ENDED);
        assertEquals(status, ended.at("/detail/agreement/status").asText());
        JsonNode next = events.stream()
                .filter(event -> event.at("/detail/agreement/intent").asText().equals(intent))
                .findFirst()
                .orElseThrow();
        assertEquals(
                old.terms().agreementId(),
                next.at("/detail/agreement/previousAgreementId").asText());
        assertFalse(next.at("/detail/agreement/id").asText().equals(old.terms().agreementId()));
        assertEquals(2, count(events, UPDATED));
    }

    private static long count(List<JsonNode> events, String type) {
        return events.stream()
                .filter(event -> event.path("detail-type").asText().equals(type))
                .count();
    }

    private static Agreement sold(Scene scene) {
        return scene.contracted(
                scene.told(ProductIdentity.CONCURRENT_AGREEMENTS, NotificationForm.EVENTBRIDGE), Scene.BUYER);
    }

    private static Agreement older(Scene scene) {
        return scene.contracted(scene.told(ProductIdentity.LEGACY, NotificationForm.SNS_RAW), Scene.BUYER);
    }

    private static List<Entitlement> seats(int number) {
        return List.of(new Entitlement("seats", new EntitlementValue.OfInteger(number)));
    }
}
