package io.stallkeeper.simulator.api.page;

import io.stallkeeper.simulator.domain.listing.PricingModel;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** Products that one can begin with, without knowing what the fields of a listing mean. */
public enum Preset {
    USAGE(PricingModel.USAGE, "No commitment. Your service sends usage every hour; the buyer pays for what was used."),
    CONTRACT(PricingModel.CONTRACT, "The buyer pays ahead for seats or a plan. Your service asks what was bought."),
    MIXED(PricingModel.CONTRACT_WITH_CONSUMPTION, "The buyer pays ahead, and for what is used on top of it.");

    private static final String FULFILLMENT_URL = "http://localhost:8080/register";

    private final PricingModel pricingModel;
    private final String text;

    Preset(PricingModel pricingModel, String text) {
        this.pricingModel = pricingModel;
        this.text = text;
    }

    public String inAddress() {
        return name().toLowerCase(Locale.ROOT);
    }

    public PricingModel pricingModel() {
        return pricingModel;
    }

    public String text() {
        return text;
    }

    /** The listing as a form; its product code is one that is not taken. */
    Form form(Predicate<String> isTaken) {
        return new Form(
                Map.of(
                        "productCode", List.of(free(productCode(), isTaken)),
                        "identity", List.of(ProductIdentity.CONCURRENT_AGREEMENTS.name()),
                        "pricingModel", List.of(pricingModel.name()),
                        "dimensionKey", keys(),
                        "dimensionKind", this == MIXED ? List.of("ENTITLED", "METERED") : List.of("", ""),
                        "fulfillmentUrl", List.of(FULFILLMENT_URL)),
                "",
                null);
    }

    private String productCode() {
        return switch (this) {
            case USAGE -> "mail-relay";
            case CONTRACT -> "team-wiki";
            case MIXED -> "call-centre";
        };
    }

    private List<String> keys() {
        return switch (this) {
            case USAGE -> List.of("emails", "gigabytes");
            case CONTRACT -> List.of("seats", "support-plan");
            case MIXED -> List.of("agents", "minutes");
        };
    }

    private static String free(String productCode, Predicate<String> isTaken) {
        String code = productCode;
        for (int next = 2; isTaken.test(code); next++) {
            code = productCode + "-" + next;
        }
        return code;
    }
}
