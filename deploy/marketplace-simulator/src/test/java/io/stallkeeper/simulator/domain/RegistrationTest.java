package io.stallkeeper.simulator.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Registration tokens (protocol page, 1.2 and 1.3). */
class RegistrationTest {
    private static final Duration LIFE = Duration.ofHours(4);

    private final Play play = new Play().usageProduct("p", ProductIdentity.CONCURRENT_AGREEMENTS);
    private final Agreement agreement = play.subscribe("p", Play.ACCOUNT);

    @Test
    void a_token_says_whose_it_is_as_often_as_it_is_asked() {
        issue("t");

        assertEquals(agreement.terms(), resolve("t").terms());
        play.after(LIFE.minusSeconds(1));
        assertEquals(agreement.terms(), resolve("t").terms());
    }

    @Test
    void after_four_hours_it_has_expired() {
        issue("t");
        play.after(LIFE);

        assertEquals(
                RefusalCode.EXPIRED_TOKEN,
                play.refused(moment -> RegistrationDecider.resolve("t", TokenUse.REUSABLE, moment)));
    }

    @Test
    void after_that_a_second_one_helps() {
        issue("t");
        play.after(LIFE);
        issue("u");

        assertEquals(agreement.terms(), resolve("u").terms());
    }

    @Test
    void a_token_that_nobody_issued_is_invalid() {
        assertEquals(
                RefusalCode.INVALID_TOKEN,
                play.refused(moment -> RegistrationDecider.resolve("x", TokenUse.REUSABLE, moment)));
    }

    @Test
    void a_token_says_whose_it_is_even_after_the_agreement_ended() {
        issue("t");
        play.cancel(agreement);

        assertEquals(agreement.terms(), resolve("t").terms());
    }

    @Test
    void a_single_use_token_is_answered_once_and_has_expired_then() {
        issue("t");
        Function<Moment, Decision<Agreement>> asked =
                moment -> RegistrationDecider.resolve("t", TokenUse.SINGLE_USE, moment);

        assertEquals(agreement.terms(), play.accepted(asked).terms());
        assertEquals(RefusalCode.EXPIRED_TOKEN, play.refused(asked));
    }

    @Test
    void who_has_left_gets_no_token() {
        play.cancel(agreement);

        assertEquals(
                RefusalCode.CONFLICT,
                play.refused(moment ->
                        RegistrationDecider.issue("t", agreement.terms().agreementId(), LIFE, moment)));
    }

    private void issue(String token) {
        play.accepted(
                moment -> RegistrationDecider.issue(token, agreement.terms().agreementId(), LIFE, moment));
    }

    private Agreement resolve(String token) {
        return play.accepted(moment -> RegistrationDecider.resolve(token, TokenUse.REUSABLE, moment));
    }
}
