package io.stallkeeper.entitlement.domain;

import static io.stallkeeper.entitlement.domain.PricingModel.CONTRACT;
import static io.stallkeeper.entitlement.domain.PricingModel.USAGE;
import static io.stallkeeper.entitlement.domain.Samples.ACTIVATED;
import static io.stallkeeper.entitlement.domain.Samples.EXPIRES;
import static io.stallkeeper.entitlement.domain.Samples.TEN_SEATS;
import static io.stallkeeper.entitlement.domain.Samples.and;
import static io.stallkeeper.entitlement.domain.Samples.at;
import static io.stallkeeper.entitlement.domain.Samples.granted;
import static io.stallkeeper.entitlement.domain.Samples.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.entitlement.domain.EntitlementsEvent.EntitlementsConfirmed;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.LookupRequested;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.SubscriptionEnded;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private static final Freshness FRESHNESS = new Freshness(Duration.ofMinutes(1), Duration.ofHours(25));
    private static final Entitlements KNOWN = state(and(ACTIVATED, granted(1, 0, TEN_SEATS)));

    @Test
    void an_answered_lookup_is_fresh_for_as_long_as_the_setting_says() {
        assertThat(FRESHNESS.isStale(KNOWN, CONTRACT, at(25 * 60))).isFalse();
        assertThat(FRESHNESS.isStale(KNOWN, CONTRACT, at(25 * 60 + 1))).isTrue();
    }

    @Test
    void an_unanswered_lookup_makes_it_stale_after_a_while() {
        var due = state(and(ACTIVATED, granted(1, 0, TEN_SEATS), new LookupRequested(2, at(10))));

        assertThat(FRESHNESS.isStale(due, CONTRACT, at(11))).isFalse();
        assertThat(FRESHNESS.isStale(due, CONTRACT, at(12))).isTrue();
    }

    @Test
    void a_lookup_that_was_never_answered_makes_the_no_stale() {
        assertThat(FRESHNESS.isStale(state(and(ACTIVATED)), CONTRACT, at(2))).isTrue();
    }

    @Test
    void an_expiration_date_that_passed_unasked_makes_it_stale() {
        var confirmed =
                state(and(ACTIVATED, granted(1, 0, TEN_SEATS), new EntitlementsConfirmed(1, EXPIRES.minusSeconds(1))));
        var renewed =
                state(and(ACTIVATED, granted(1, 0, TEN_SEATS), new EntitlementsConfirmed(1, EXPIRES.plusSeconds(1))));

        assertThat(FRESHNESS.isStale(confirmed, CONTRACT, EXPIRES)).isFalse();
        assertThat(FRESHNESS.isStale(confirmed, CONTRACT, EXPIRES.plusSeconds(61)))
                .isTrue();
        assertThat(FRESHNESS.isStale(renewed, CONTRACT, EXPIRES.plusSeconds(61)))
                .isFalse();
    }

    @Test
    void what_needs_no_lookup_is_never_stale() {
        assertThat(FRESHNESS.isStale(KNOWN, USAGE, at(100_000))).isFalse();
        assertThat(FRESHNESS.isStale(state(), CONTRACT, at(100_000))).isFalse();
        assertThat(FRESHNESS.isStale(state(and(ACTIVATED, new SubscriptionEnded(at(1)))), CONTRACT, at(100_000)))
                .isFalse();
    }
}
