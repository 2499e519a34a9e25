package io.stallkeeper.simulator.conformance;

import static io.stallkeeper.simulator.conformance.Rule.rule;
import static io.stallkeeper.simulator.conformance.Scene.accepted;
import static io.stallkeeper.simulator.conformance.Scene.object;
import static io.stallkeeper.simulator.conformance.Scene.refused;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.simulator.conformance.Rule.Asked;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Signature Version 4, where the simulator is told to verify it. */
final class SignatureRules {
    static final String KEY = "AKIDSELLER";
    static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    static final String SETTING = "simulator.sigv4.credentials=" + KEY + ":" + SECRET;

    private SignatureRules() {}

    static List<Rule> rules() {
        return List.of(
                signed("a call with the right key is taken", scene -> {
                    var input = token(scene);
                    accepted(scene.callAs(KEY, SECRET, Call.Service.METERING, "ResolveCustomer", input));
                }),
                signed("a call to the entitlement service is taken as well", scene -> {
                    var input = object().put(
                                    "ProductCode",
                                    scene.contract(ProductIdentity.CONCURRENT_AGREEMENTS)
                                            .productCode());
                    accepted(scene.callAs(KEY, SECRET, Call.Service.ENTITLEMENT, "GetEntitlements", input));
                }),
                signed(
                        "a wrong secret is InvalidSignatureException",
                        scene -> refused(
                                403,
                                "InvalidSignatureException",
                                scene.callAs(KEY, "guessed", Call.Service.METERING, "ResolveCustomer", token(scene)))),
                signed(
                        "an unknown key is UnrecognizedClientException",
                        scene -> refused(
                                403,
                                "UnrecognizedClientException",
                                scene.callAs(
                                        "AKIDNOBODY", SECRET, Call.Service.METERING, "ResolveCustomer", token(scene)))),
                rule(
                                "5",
                                "the entitlement service has no endpoint in eu-west-1",
                                scene -> refused(
                                        403,
                                        "InvalidSignatureException",
                                        scene.callIn(
                                                "eu-west-1",
                                                KEY,
                                                SECRET,
                                                Call.Service.ENTITLEMENT,
                                                "GetEntitlements",
                                                object().put("ProductCode", "p"))))
                        .unconfirmed("the error: at AWS there is no such host")
                        .under(SETTING)
                        .asked(Asked.SDKS),
                region(
                        "5",
                        "the entitlement service has no endpoint in eu-west-1, whatever key is used",
                        scene -> scene.callIn(
                                "eu-west-1",
                                KEY,
                                SECRET,
                                Call.Service.ENTITLEMENT,
                                "GetEntitlements",
                                object().put("ProductCode", "p"))),
                region(
                        "4.6",
                        "a Region that AWS hasn't got has no metering",
                        scene -> scene.callIn(
                                "mars-1", KEY, SECRET, Call.Service.METERING, "BatchMeterUsage", object())),
                signed(
                                "a signature that nobody made is refused",
                                scene -> refused(
                                        403,
                                        "IncompleteSignatureException",
                                        scene.callAs(
                                                KEY, SECRET, Call.Service.METERING, "ResolveCustomer", token(scene))))
                        .asked(Asked.HTTP));
    }

    private static Rule region(String section, String sentence, Function<Scene, Outcome> call) {
        return rule(section, sentence, scene -> refused(403, "InvalidSignatureException", call.apply(scene)))
                .unconfirmed("the error: at AWS there is no such host")
                .under("simulator.sigv4.regions=aws");
    }

    private static ObjectNode token(Scene scene) {
        return object().put("RegistrationToken", scene.world().token(scene.licensed()));
    }

    private static Rule signed(String sentence, Consumer<Scene> trial) {
        return rule("6", sentence, trial)
                .unconfirmed("names of errors in front of the service")
                .under(SETTING)
                .asked(Asked.SDKS);
    }
}
