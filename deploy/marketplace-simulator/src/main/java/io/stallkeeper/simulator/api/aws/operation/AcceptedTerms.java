package io.stallkeeper.simulator.api.aws.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.simulator.domain.agreement.AgreementTerms;
import io.stallkeeper.simulator.domain.agreement.Entitlement;
import io.stallkeeper.simulator.domain.agreement.EntitlementValue;
import io.stallkeeper.simulator.domain.agreement.OfferKind;
import io.stallkeeper.simulator.domain.listing.Dimension;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The members of {@code acceptedTerms}, each with exactly one of AWS's terms. Prices are unknown here and left out. */
final class AcceptedTerms {
    private static final String CURRENCY = "USD";

    private AcceptedTerms() {}

    static List<ObjectNode> of(AgreementJson agreement) {
        List<ObjectNode> terms = new ArrayList<>();
        if (agreement.product().pricingModel().hasContract()) {
            terms.add(upfront(agreement));
        }
        if (agreement.product().dimensions().stream()
                .anyMatch(dimension -> dimension.kind().isMetered())) {
            terms.add(usageBased(agreement));
        }
        if (agreement.terms().sale().offerKind() == OfferKind.FREE_TRIAL) {
            terms.add(freeTrial(agreement));
        }
        terms.add(validity(agreement.terms()));
        return terms;
    }

    private static ObjectNode upfront(AgreementJson agreement) {
        ObjectNode term = term("configurableUpfrontPricingTerm", "ConfigurableUpfrontPricingTerm");
        ObjectNode content = content(term).put("currencyCode", CURRENCY);
        ObjectNode configuration = content.putObject("configuration");
        Output.put(configuration, "selectorValue", duration(agreement.terms()));
        ArrayNode dimensions = configuration.putArray("dimensions");
        for (Entitlement entitlement : agreement.agreement().entitlements()) {
            dimensions
                    .addObject()
                    .put("dimensionKey", entitlement.dimension())
                    .put("dimensionValue", units(entitlement.value()));
        }
        return term;
    }

    private static ObjectNode usageBased(AgreementJson agreement) {
        ObjectNode term = term("usageBasedPricingTerm", "UsageBasedPricingTerm");
        ArrayNode rateCard = content(term)
                .put("currencyCode", CURRENCY)
                .putArray("rateCards")
                .addObject()
                .putArray("rateCard");
        agreement.product().dimensions().stream()
                .filter(dimension -> dimension.kind().isMetered())
                .map(Dimension::key)
                .forEach(key -> rateCard.addObject().put("dimensionKey", key));
        return term;
    }

    /** By which alone a seller who listens to EventBridge knows a trial (protocol page, 7). */
    private static ObjectNode freeTrial(AgreementJson agreement) {
        ObjectNode term = term("freeTrialPricingTerm", "FreeTrialPricingTerm");
        Output.put(content(term), "duration", duration(agreement.terms()));
        ArrayNode grants = content(term).putArray("grants");
        for (Entitlement entitlement : agreement.agreement().entitlements()) {
            grants.addObject()
                    .put("dimensionKey", entitlement.dimension())
                    .put("maxQuantity", units(entitlement.value()));
        }
        return term;
    }

    private static ObjectNode validity(AgreementTerms terms) {
        ObjectNode term = term("validityTerm", "ValidityTerm");
        if (runsFromItsBeginning(terms)) {
            Output.put(content(term), "agreementDuration", duration(terms));
        }
        Output.put(content(term), "agreementStartDate", terms.acceptedAt());
        Output.put(content(term), "agreementEndDate", terms.endsAt());
        return term;
    }

    private static ObjectNode term(String member, String type) {
        ObjectNode term = Output.object();
        term.putObject(member).put("type", type).put("id", "term-" + member);
        return term;
    }

    private static ObjectNode content(ObjectNode term) {
        return (ObjectNode) term.elements().next();
    }

    private static @Nullable String duration(AgreementTerms terms) {
        return terms.length() == null ? null : terms.length().toString();
    }

    /** What runs to the end of another has no duration of its own, but that end. */
    private static boolean runsFromItsBeginning(AgreementTerms terms) {
        return terms.length() != null && terms.length().from(terms.acceptedAt()).equals(terms.endsAt());
    }

    /** AWS's terms count units; what isn't counted is there once. */
    private static int units(EntitlementValue value) {
        return switch (value) {
            case EntitlementValue.OfInteger(int number) -> number;
            case EntitlementValue.OfDouble(double number) -> (int) number;
            case EntitlementValue.OfBoolean _, EntitlementValue.OfString _ -> 1;
        };
    }
}
