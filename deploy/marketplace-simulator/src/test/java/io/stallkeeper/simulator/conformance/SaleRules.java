package io.stallkeeper.simulator.conformance;

import static io.stallkeeper.simulator.conformance.NotificationRules.find;
import static io.stallkeeper.simulator.conformance.NotificationRules.told;
import static io.stallkeeper.simulator.conformance.NotificationRules.topic;
import static io.stallkeeper.simulator.conformance.NotificationRules.valuesOf;
import static io.stallkeeper.simulator.conformance.Rule.rule;
import static io.stallkeeper.simulator.conformance.Scene.accepted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.stallkeeper.simulator.SimulatorClient;
import io.stallkeeper.simulator.conformance.Rule.Asked;
import io.stallkeeper.simulator.domain.Conditions;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.CalendarLength;
import io.stallkeeper.simulator.domain.agreement.OfferKind;
import io.stallkeeper.simulator.domain.agreement.Payment;
import io.stallkeeper.simulator.domain.agreement.Resale;
import io.stallkeeper.simulator.domain.listing.NotificationForm;
import io.stallkeeper.simulator.domain.listing.PricingModel;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** On what offer, from whom and with what payment a buyer subscribes, and how the seller learns of it. */
final class SaleRules {
    private static final ProductIdentity NEW = ProductIdentity.CONCURRENT_AGREEMENTS;
    private static final Conditions TRIAL = new Conditions(OfferKind.FREE_TRIAL, null, false, Payment.SUCCEEDS);
    private static final Conditions PRIVATE = new Conditions(OfferKind.PRIVATE, null, false, Payment.SUCCEEDS);
    private static final Conditions UNPAID = new Conditions(OfferKind.PUBLIC, null, false, Payment.FAILS);
    private static final String PARTNER = "444455556666";

    private SaleRules() {}

    static List<Rule> rules() {
        return List.of(
                rule("1.1", "the form of Set up your account has the token and nothing else", scene -> {
                            JsonNode fields = fields(scene, scene.licensed());
                            assertEquals(1, fields.size());
                            assertTrue(fields.has("x-amzn-marketplace-token"));
                        })
                        .asked(Asked.HTTP)
                        .unconfirmed("agreement id, product id and fulfillment URL were seen in other code, too"),
                rule("1.1", "a free trial's form says so", scene -> {
                            Agreement trial = scene.subscribe(scene.usage(NEW), null, TRIAL);
                            assertEquals(
                                    "free-trial",
                                    fields(scene, trial)
                                            .path("x-amzn-marketplace-offer-type")
                                            .asText());
                        })
                        .asked(Asked.HTTP),
                told("2.1", "a product that is paid as it is used has the subscription topic alone", scene -> {
                    Agreement agreement = bought(scene, NotificationForm.SNS_ENVELOPE, Conditions.usual());
                    scene.world().cancel(agreement);
                    assertEquals(
                            Set.of(topic("subscription", agreement.terms().productCode())),
                            valuesOf(scene.received(2), "TopicArn"));
                }),
                told("2.2", "a free trial is told of by isFreeTrialTermPresent, a string", scene -> {
                    bought(scene, NotificationForm.SNS_RAW, TRIAL);
                    assertEquals(
                            "\"true\"",
                            scene.received(1)
                                    .getFirst()
                                    .path("isFreeTrialTermPresent")
                                    .toString());
                }),
                told("2.2", "a private offer is named by offer-identifier", scene -> {
                    Agreement agreement = bought(scene, NotificationForm.SNS_RAW, PRIVATE);
                    assertEquals(
                            agreement.terms().offerId(),
                            scene.received(1)
                                    .getFirst()
                                    .path("offer-identifier")
                                    .asText());
                }),
                told("2.3", "a payment that fails is subscribe-fail, and nothing else comes", scene -> {
                    bought(scene, NotificationForm.SNS_RAW, UNPAID);
                    scene.advance(Duration.ofHours(2));
                    assertEquals(Set.of("subscribe-fail"), valuesOf(scene.received(1), "action"));
                }),
                told("3.7", "a payment that fails ends the agreement TERMINATED, and no license comes", scene -> {
                            bought(scene, NotificationForm.EVENTBRIDGE, UNPAID);
                            JsonNode ended =
                                    find(scene.received(2), "detail-type", "Purchase Agreement Ended - Proposer");
                            assertEquals(
                                    "TERMINATED",
                                    ended.at("/detail/agreement/status").asText());
                        })
                        .unconfirmed("no event is documented as the twin of subscribe-fail"),
                told("3.1", "of a partner's sale all events are the Manufacturer's, and name the partner", scene -> {
                    bought(
                            scene,
                            NotificationForm.EVENTBRIDGE,
                            new Conditions(
                                    OfferKind.PRIVATE, new Resale("resaleauthz-7", PARTNER), false, Payment.SUCCEEDS));
                    List<JsonNode> events = scene.received(2);
                    JsonNode created = find(events, "detail-type", "Purchase Agreement Created - Manufacturer");
                    find(events, "detail-type", "License Updated - Manufacturer");
                    assertEquals(
                            "resaleauthz-7",
                            created.at("/detail/resaleAuthorization/id").asText());
                    assertEquals(
                            PARTNER, created.at("/detail/proposer/accountId").asText());
                }),
                told("3.3", "a direct sale has no resale authorization", scene -> {
                    JsonNode created = created(scene, Conditions.usual());
                    assertTrue(created.at("/detail/resaleAuthorization/id").isNull());
                    assertFalse(created.at("/detail/offer/id").isMissingNode());
                }),
                told(
                                "3.3",
                                "who pays as they go has an endTime in the year 9999",
                                scene -> assertEquals(
                                        "9999-01-01T00:00:00Z",
                                        created(scene, Conditions.usual())
                                                .at("/detail/agreement/endTime")
                                                .asText()))
                        .unconfirmed("observed, not documented"),
                rule("7", "a free trial's terms have its duration and grants", scene -> {
                            Agreement trial = scene.subscribe(scene.usage(NEW), CalendarLength.ofDays(14), TRIAL);
                            JsonNode term = accepted(scene.call(
                                            Call.Service.AGREEMENT,
                                            "GetAgreementTerms",
                                            Scene.object()
                                                    .put(
                                                            "agreementId",
                                                            trial.terms().agreementId())))
                                    .findPath("freeTrialPricingTerm");
                            assertEquals("P14D", term.path("duration").asText());
                            assertTrue(term.path("grants").isArray());
                        })
                        .asked(Asked.NOT_JAVA),
                rule("7", "a free trial's usage is metered as any other", scene -> {
                    Agreement trial = scene.subscribe(scene.usage(NEW), null, TRIAL);
                    Scene.statuses(scene.meter(scene.usageOf(trial)), "Success");
                }));
    }

    private static JsonNode fields(Scene scene, Agreement agreement) {
        return new SimulatorClient(scene.world().endpoint())
                .admin("agreements/" + agreement.terms().agreementId() + "/registration-tokens", "")
                .path("fields");
    }

    private static Agreement bought(Scene scene, NotificationForm form, Conditions conditions) {
        ProductIdentity identity = form.isSns() ? ProductIdentity.LEGACY : NEW;
        return scene.subscribe(scene.told(identity, PricingModel.USAGE, form), null, conditions);
    }

    private static JsonNode created(Scene scene, Conditions conditions) {
        bought(scene, NotificationForm.EVENTBRIDGE, conditions);
        return find(scene.received(2), "detail-type", "Purchase Agreement Created - Proposer");
    }
}
