package io.stallkeeper.simulator.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.AgreementTerms;
import io.stallkeeper.simulator.domain.agreement.CalendarLength;
import io.stallkeeper.simulator.domain.agreement.OfferKind;
import io.stallkeeper.simulator.domain.agreement.Payment;
import io.stallkeeper.simulator.domain.listing.NotificationForm;
import io.stallkeeper.simulator.domain.listing.PricingModel;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** For how long an agreement runs that takes the place of another (protocol page, 3.2). */
class SuccessionTest {
    private static final CalendarLength YEAR = CalendarLength.ofMonths(12);

    private final Play play = new Play()
            .product("c", ProductIdentity.CONCURRENT_AGREEMENTS, PricingModel.CONTRACT, NotificationForm.EVENTBRIDGE);

    @Test
    void an_upgrade_runs_to_the_end_of_what_it_replaces_and_is_renewed_for_as_long_as_that_was() {
        Agreement bought = play.subscribe("c", Play.ACCOUNT, Play.seats(1));
        play.after(Duration.ofDays(300));
        AgreementTerms upgraded = replace(bought.terms(), null);
        play.after(Duration.ofDays(50));
        AgreementTerms again = replace(upgraded, null);
        assertEquals(bought.terms().endsAt(), again.endsAt());

        play.after(Duration.ofDays(10));
        Instant renewedAt = play.now();
        AgreementTerms renewed = renew(again);

        assertEquals(YEAR.from(renewedAt), renewed.endsAt());
    }

    @Test
    void what_replaces_for_a_time_of_its_own_is_renewed_for_that_time() {
        Agreement bought = play.subscribe("c", Play.ACCOUNT, Play.seats(1));
        CalendarLength month = CalendarLength.ofDays(30);

        AgreementTerms renewed = renew(replace(bought.terms(), month));

        assertEquals(month.from(play.now()), renewed.endsAt());
    }

    @Test
    void months_are_renewed_as_months_however_long_the_calendar_makes_them() {
        play.at("2027-01-31T10:00:00Z");
        var month = new Conditions(OfferKind.PUBLIC, null, true, Payment.SUCCEEDS);
        Agreement bought =
                play.subscribe(play.wish("c", Play.ACCOUNT, CalendarLength.ofMonths(1), month, Play.seats(1)));

        play.at("2027-06-01T00:00:00Z");

        assertEquals(
                List.of("2027-02-28", "2027-03-28", "2027-04-28", "2027-05-28", "2027-06-28"),
                play.marketplace.agreements().ofAccount("c", bought.terms().accountId()).stream()
                        .map(agreement ->
                                String.valueOf(agreement.terms().endsAt()).substring(0, 10))
                        .toList());
    }

    private AgreementTerms replace(AgreementTerms terms, @Nullable CalendarLength duration) {
        var wish = new Replacement(play.successor(), List.of(Play.seats(9)), duration, Conditions.usual());
        return terms(play.accepted(moment -> SuccessionDecider.replace(terms.agreementId(), wish, moment)));
    }

    private AgreementTerms renew(AgreementTerms terms) {
        Successor names = play.successor();
        return terms(play.accepted(moment -> SuccessionDecider.renew(terms.agreementId(), names, moment)));
    }

    private AgreementTerms terms(String agreementId) {
        return play.marketplace.agreements().known(agreementId).terms();
    }
}
