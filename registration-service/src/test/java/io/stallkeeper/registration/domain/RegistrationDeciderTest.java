package io.stallkeeper.registration.domain;

import static io.stallkeeper.testkit.events.DeciderScenario.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.stallkeeper.eventsourcing.decider.Decision;
import io.stallkeeper.registration.domain.Registration.Completed;
import io.stallkeeper.registration.domain.Registration.Started;
import io.stallkeeper.registration.domain.Registration.Unknown;
import io.stallkeeper.registration.domain.RegistrationCommand.Complete;
import io.stallkeeper.registration.domain.RegistrationCommand.Start;
import io.stallkeeper.registration.domain.RegistrationEvent.CustomerNamed;
import io.stallkeeper.registration.domain.RegistrationEvent.CustomerRegistered;
import io.stallkeeper.registration.domain.RegistrationEvent.LicenseNamed;
import io.stallkeeper.registration.domain.RegistrationEvent.RegistrationStarted;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RegistrationDeciderTest {

    private static final RegistrationDecider DECIDER = new RegistrationDecider();
    private static final Instant MORNING = Instant.parse("2026-08-20T08:00:00Z");
    private static final Instant NOON = Instant.parse("2026-08-20T12:00:00Z");
    private static final Instant EVENING = Instant.parse("2026-08-20T18:00:00Z");
    private static final String LICENSE = "arn:aws:license-manager::294406891311:license:l-0f3a";
    private static final BuyerIdentity BUYER = BuyerIdentity.ofLicense("prod-1", LICENSE, "111122223333");
    private static final BuyerIdentity OTHER = BuyerIdentity.ofLicense("prod-1", LICENSE, "444455556666");

    private static final RegistrationEvent STARTED = new RegistrationStarted(BUYER, false, MORNING);
    private static final RegistrationEvent REGISTERED = new CustomerRegistered(BUYER, NOON);

    @Test
    void a_buyer_who_comes_for_the_first_time_starts_a_registration() {
        given(DECIDER).when(new Start(BUYER, null, true, MORNING)).then(new RegistrationStarted(BUYER, true, MORNING));
    }

    @Test
    void a_buyer_who_comes_again_goes_on_with_the_same_registration() {
        given(DECIDER, STARTED).when(new Start(BUYER, null, true, NOON)).thenNothing();
    }

    @Test
    void a_registered_buyer_who_comes_again_changes_nothing() {
        given(DECIDER, STARTED, REGISTERED)
                .when(new Start(BUYER, null, false, EVENING))
                .thenNothing();
    }

    @Test
    void a_license_arn_that_is_spelled_differently_is_no_other_buyer() {
        var spelledDifferently = BuyerIdentity.ofLicense(
                "prod-1", "arn:aws:license-manager:us-east-1:294406891311:license/l-0f3a", "111122223333");

        given(DECIDER, STARTED)
                .when(new Start(spelledDifferently, null, false, NOON))
                .thenNothing();
    }

    @Test
    void another_buyer_never_takes_over_a_registration() {
        given(DECIDER, STARTED).when(new Start(OTHER, null, false, NOON)).thenRejected(RegistrationDecider.OTHER_BUYER);
        given(DECIDER, STARTED, REGISTERED)
                .when(new Start(OTHER, null, false, EVENING))
                .thenRejected(RegistrationDecider.OTHER_BUYER);
    }

    @Test
    void a_license_beside_a_customer_identifier_is_named_once() {
        var customer = BuyerIdentity.ofCustomer("prod-1", "X01", "111122223333");
        var both = customer.andLicense(LICENSE);

        given(DECIDER)
                .when(new Start(both, null, false, MORNING))
                .then(new RegistrationStarted(both, false, MORNING), new LicenseNamed(both, MORNING));
        given(DECIDER, new RegistrationStarted(customer, false, MORNING), new CustomerRegistered(customer, NOON))
                .when(new Start(both, null, false, EVENING))
                .then(new LicenseNamed(both, EVENING));
        given(DECIDER, new RegistrationStarted(both, false, MORNING), new LicenseNamed(both, MORNING))
                .when(new Start(both, null, false, NOON))
                .thenNothing();
        given(DECIDER, new RegistrationStarted(both, false, MORNING), new LicenseNamed(both, MORNING))
                .when(new Start(customer, null, false, NOON))
                .thenNothing();
    }

    @Test
    void a_buyer_of_an_older_listing_who_comes_back_has_another_license() {
        var first = BuyerIdentity.ofCustomer("prod-1", "X01", "111122223333").andLicense(LICENSE);
        var second = first.andLicense("arn:aws:license-manager::294406891311:license:l-9d8c");

        given(DECIDER, new RegistrationStarted(first, false, MORNING), new LicenseNamed(first, MORNING))
                .when(new Start(second, null, false, NOON))
                .then(new LicenseNamed(second, NOON));
    }

    @Test
    void the_former_name_of_a_buyer_whose_product_moved_is_named_once() {
        var named = new CustomerNamed(BUYER, "X01", MORNING);

        given(DECIDER).when(new Start(BUYER, "X01", false, MORNING)).then(STARTED, named);
        given(DECIDER, STARTED, named)
                .when(new Start(BUYER, "X01", false, NOON))
                .thenNothing();
        given(DECIDER, STARTED, named, REGISTERED)
                .when(new Start(BUYER, "X01", false, EVENING))
                .thenNothing();
        given(DECIDER, STARTED, REGISTERED)
                .when(new Start(BUYER, "X01", false, EVENING))
                .then(new CustomerNamed(BUYER, "X01", EVENING));
        given(DECIDER, STARTED, named).when(new Start(BUYER, null, false, NOON)).thenNothing();
    }

    @Test
    void a_form_completes_the_registration() {
        given(DECIDER, STARTED).when(new Complete(NOON)).then(REGISTERED);
    }

    @Test
    void a_form_that_is_sent_twice_completes_once() {
        given(DECIDER, STARTED, REGISTERED).when(new Complete(EVENING)).thenNothing();
    }

    static Stream<Arguments> transitions() {
        var unknown = new Unknown();
        var started = new Started(BUYER, null, false, MORNING);
        var completed = new Completed(BUYER, null, false, MORNING, NOON);
        var start = new Start(BUYER, null, false, EVENING);
        var startOfOther = new Start(OTHER, null, false, EVENING);
        var complete = new Complete(EVENING);
        return Stream.of(
                Arguments.of(unknown, start, List.of(new RegistrationStarted(BUYER, false, EVENING))),
                Arguments.of(unknown, startOfOther, List.of(new RegistrationStarted(OTHER, false, EVENING))),
                Arguments.of(unknown, complete, RegistrationDecider.NOT_STARTED),
                Arguments.of(started, start, List.of()),
                Arguments.of(started, startOfOther, RegistrationDecider.OTHER_BUYER),
                Arguments.of(started, complete, List.of(new CustomerRegistered(BUYER, EVENING))),
                Arguments.of(completed, start, List.of()),
                Arguments.of(completed, startOfOther, RegistrationDecider.OTHER_BUYER),
                Arguments.of(completed, complete, List.of()));
    }

    @ParameterizedTest(name = "{1} when {0}")
    @MethodSource("transitions")
    void every_command_has_its_answer_in_every_state(Registration state, RegistrationCommand command, Object expected) {
        Object answer =
                switch (DECIDER.decide(command, state)) {
                    case Decision.Accepted<RegistrationEvent>(var events) -> events;
                    case Decision.Rejected<RegistrationEvent>(var reason) -> reason;
                };

        assertThat(answer).isEqualTo(expected);
    }

    @Test
    void what_cannot_have_happened_is_not_folded() {
        assertThatIllegalStateException().isThrownBy(() -> fold(REGISTERED));
        assertThatIllegalStateException().isThrownBy(() -> fold(STARTED, STARTED));
        assertThatIllegalStateException().isThrownBy(() -> fold(STARTED, REGISTERED, REGISTERED));
        assertThatIllegalStateException().isThrownBy(() -> fold(STARTED, REGISTERED, STARTED));
    }

    private static Registration fold(RegistrationEvent... events) {
        return DECIDER.fold(DECIDER.initialState(), List.of(events));
    }
}
