package io.stallkeeper.metering.domain.contract;

import static io.stallkeeper.testkit.events.DeciderScenario.given;

import io.stallkeeper.metering.domain.contract.ContractCommand.Grant;
import io.stallkeeper.metering.domain.contract.ContractCommand.Granted;
import io.stallkeeper.metering.domain.contract.ContractCommand.Revoke;
import io.stallkeeper.metering.domain.contract.ContractEvent.InclusionEnded;
import io.stallkeeper.metering.domain.contract.ContractEvent.NothingIncluded;
import io.stallkeeper.metering.domain.contract.ContractEvent.QuantityIncluded;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How AWS's answers become terms and quantities. */
class ContractDeciderTest {

    private static final String ID = "l-1";
    private static final Instant BOUGHT = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant MID_TERM = Instant.parse("2026-06-10T14:20:00Z");
    private static final Instant END = Instant.parse("2026-09-01T10:30:00Z");
    private static final Instant AFTER_END = Instant.parse("2026-09-01T11:05:00Z");
    private static final Instant NEXT_END = Instant.parse("2027-03-01T10:30:00Z");

    private final ContractDecider decider = new ContractDecider();

    @Test
    void the_first_word_holds_from_the_beginning() {
        given(decider).when(grant(100, END, BOUGHT)).then(included(100, Instant.EPOCH, Instant.EPOCH, END, BOUGHT));
    }

    @Test
    void the_same_word_again_changes_nothing() {
        given(decider, bought()).when(grant(100, END, MID_TERM)).thenNothing();
    }

    @Test
    void an_upgrade_holds_from_when_aws_was_asked_and_goes_on_with_the_term() {
        given(decider, bought())
                .when(grant(250, END, MID_TERM))
                .then(included(250, MID_TERM, Instant.EPOCH, END, MID_TERM));
    }

    @Test
    void a_later_end_is_a_renewal_whose_term_begins_when_the_old_one_ends() {
        given(decider, bought())
                .when(grant(100, NEXT_END, AFTER_END))
                .then(included(100, END, END, NEXT_END, AFTER_END));
    }

    @Test
    void a_renewal_that_is_known_early_begins_when_the_old_term_ends() {
        given(decider, bought()).when(grant(100, NEXT_END, MID_TERM)).then(included(100, END, END, NEXT_END, MID_TERM));
    }

    @Test
    void an_early_renewal_with_an_upgrade_holds_at_once_and_begins_anew_with_the_next_term() {
        given(decider, bought())
                .when(grant(250, NEXT_END, MID_TERM))
                .then(
                        included(250, MID_TERM, Instant.EPOCH, END, MID_TERM),
                        included(250, END, END, NEXT_END, MID_TERM));
    }

    @Test
    void an_earlier_end_goes_on_with_the_term() {
        given(decider, included(100, Instant.EPOCH, Instant.EPOCH, NEXT_END, BOUGHT))
                .when(grant(100, END, MID_TERM))
                .then(included(100, MID_TERM, Instant.EPOCH, END, MID_TERM));
    }

    @Test
    void what_is_gone_before_its_end_ended_when_aws_was_asked() {
        given(decider, bought())
                .when(new Revoke(ID, MID_TERM))
                .then(new InclusionEnded(ID, "requests", MID_TERM, MID_TERM));
    }

    @Test
    void what_is_gone_after_its_end_ended_then() {
        given(decider, bought())
                .when(new Grant(ID, Map.of(), AFTER_END))
                .then(new InclusionEnded(ID, "requests", END, AFTER_END));
    }

    @Test
    void what_ended_ends_once() {
        given(decider, bought(), new InclusionEnded(ID, "requests", END, AFTER_END))
                .when(new Revoke(ID, AFTER_END))
                .thenNothing();
    }

    @Test
    void what_comes_back_begins_a_new_term() {
        var ended = new InclusionEnded(ID, "requests", MID_TERM, MID_TERM);

        given(decider, bought(), ended)
                .when(grant(100, NEXT_END, AFTER_END))
                .then(included(100, AFTER_END, AFTER_END, NEXT_END, AFTER_END));
    }

    @Test
    void a_contract_without_quantities_is_known_to_include_none() {
        given(decider).when(new Grant(ID, Map.of(), BOUGHT)).then(new NothingIncluded(ID, BOUGHT));
        given(decider).when(new Revoke(ID, BOUGHT)).then(new NothingIncluded(ID, BOUGHT));
        given(decider, new NothingIncluded(ID, BOUGHT))
                .when(grant(100, END, MID_TERM))
                .then(included(100, MID_TERM, MID_TERM, END, MID_TERM));
    }

    @Test
    void an_older_word_than_the_last_is_not_heard() {
        given(decider, included(250, MID_TERM, Instant.EPOCH, END, MID_TERM))
                .when(grant(100, END, BOUGHT))
                .thenRejected("older-than-known");
    }

    @Test
    void what_never_was_included_can_not_have_ended() {
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> decider.evolve(decider.initialState(), new InclusionEnded(ID, "requests", END, END)))
                .isInstanceOf(IllegalStateException.class);
    }

    private static QuantityIncluded bought() {
        return included(100, Instant.EPOCH, Instant.EPOCH, END, BOUGHT);
    }

    private static QuantityIncluded included(
            long quantity, Instant from, Instant termStart, @Nullable Instant until, Instant asOf) {
        return new QuantityIncluded(ID, "requests", BigDecimal.valueOf(quantity), from, termStart, until, asOf);
    }

    private static Grant grant(long quantity, @Nullable Instant until, Instant asOf) {
        return new Grant(ID, Map.of("requests", new Granted(BigDecimal.valueOf(quantity), until)), asOf);
    }
}
