package io.stallkeeper.simulator.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.CalendarLength;
import io.stallkeeper.simulator.domain.agreement.Entitlement;
import io.stallkeeper.simulator.domain.agreement.EntitlementValue;
import io.stallkeeper.simulator.domain.agreement.EntitlementValue.OfBoolean;
import io.stallkeeper.simulator.domain.agreement.EntitlementValue.OfDouble;
import io.stallkeeper.simulator.domain.agreement.EntitlementValue.OfInteger;
import io.stallkeeper.simulator.domain.agreement.EntitlementValue.OfString;
import io.stallkeeper.simulator.domain.listing.Dimension;
import io.stallkeeper.simulator.domain.listing.DimensionKind;
import io.stallkeeper.simulator.domain.listing.PricingModel;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Until its renewal a contract only grows (protocol page, 7). */
class GrowthTest {
    private final Play play = new Play();

    @ParameterizedTest
    @CsvSource({
        "seats=5, seats=6",
        "seats=5, seats=5",
        "seats=5, seats=5.5",
        "seats=5, seats=5 sso=true",
        "sso=false, sso=true",
        "tier=basic, tier=pro",
        "seats=0, seats=1 sso=true",
        "bronze=1, gold=1",
        "seats=5 bronze=1, seats=7 gold=1"
    })
    void more_or_another_plan_is_taken(String granted, String wished) {
        Agreement agreement = subscribed(granted);

        Agreement changed = play.accepted(moment ->
                AgreementDecider.changeEntitlements(agreement.terms().agreementId(), entitlements(wished), moment));

        assertEquals(entitlements(wished), changed.entitlements());
    }

    @ParameterizedTest
    @CsvSource({
        "seats=5, seats=4",
        "seats=5, seats=4.5",
        "seats=5 sso=true, seats=5",
        "seats=5 sso=true, seats=6 sso=false",
        "seats=5 bronze=1, seats=4 gold=1"
    })
    void less_is_refused_until_a_replacement_grants_it(String granted, String wished) {
        Agreement agreement = subscribed(granted);
        String id = agreement.terms().agreementId();

        assertEquals(
                RefusalCode.CONFLICT,
                play.refused(moment -> AgreementDecider.changeEntitlements(id, entitlements(wished), moment)));

        var smaller = new Replacement(play.successor(), entitlements(wished), null, Conditions.usual());
        String next = play.accepted(moment -> SuccessionDecider.replace(id, smaller, moment));
        assertEquals(
                entitlements(wished), play.marketplace.agreements().known(next).entitlements());
    }

    @Test
    void a_replacement_has_the_length_of_what_it_replaces() {
        Agreement agreement = subscribed("seats=5");
        var other = new Replacement(play.successor(), entitlements("seats=1"), null, Conditions.usual());

        String next = play.accepted(
                moment -> SuccessionDecider.replace(agreement.terms().agreementId(), other, moment));

        assertEquals(
                CalendarLength.ofMonths(12),
                play.marketplace.agreements().known(next).terms().length());
    }

    private Agreement subscribed(String entitlements) {
        List<Dimension> dimensions = Stream.of("seats", "sso", "tier", "bronze", "gold")
                .map(key -> new Dimension(key, DimensionKind.ENTITLED))
                .toList();
        var product = new Product(
                "c",
                "prod-c",
                ProductIdentity.CONCURRENT_AGREEMENTS,
                PricingModel.CONTRACT,
                dimensions,
                null,
                List.of());
        play.accepted(moment -> StageSettingDecider.list(product, moment));
        return play.subscribe("c", Play.ACCOUNT, entitlements(entitlements).toArray(Entitlement[]::new));
    }

    /** From {@code seats=5 sso=true}. */
    private static List<Entitlement> entitlements(String text) {
        return Arrays.stream(text.split(" "))
                .map(one -> one.split("="))
                .map(one -> new Entitlement(one[0], value(one[1])))
                .toList();
    }

    private static EntitlementValue value(String text) {
        if (text.equals("true") || text.equals("false")) {
            return new OfBoolean(Boolean.parseBoolean(text));
        }
        if (text.matches("[0-9]+")) {
            return new OfInteger(Integer.parseInt(text));
        }
        return text.matches("[0-9.]+") ? new OfDouble(Double.parseDouble(text)) : new OfString(text);
    }
}
