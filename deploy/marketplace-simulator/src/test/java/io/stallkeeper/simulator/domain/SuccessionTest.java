package io.stallkeeper.simulator.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.AgreementTerms;
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
    private static final Duration YEAR = Duration.ofDays(365);

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

        assertEquals(renewedAt.plus(YEAR), renewed.endsAt());
    }

    @Test
    void what_replaces_for_a_time_of_its_own_is_renewed_for_that_time() {
        Agreement bought = play.subscribe("c", Play.ACCOUNT, Play.seats(1));
        Duration month = Duration.ofDays(30);

        AgreementTerms renewed = renew(replace(bought.terms(), month));

        assertEquals(play.now().plus(month), renewed.endsAt());
    }

    private AgreementTerms replace(AgreementTerms terms, @Nullable Duration duration) {
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
