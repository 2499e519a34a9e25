package io.stallkeeper.subscription.domain;

import static io.stallkeeper.subscription.domain.Samples.CUSTOMER;
import static io.stallkeeper.subscription.domain.Samples.LICENSED;
import static io.stallkeeper.subscription.domain.Samples.at;
import static io.stallkeeper.subscription.domain.Samples.license;
import static io.stallkeeper.subscription.domain.Samples.signal;
import static io.stallkeeper.subscription.domain.Samples.told;
import static io.stallkeeper.subscription.domain.Signal.Kind.ACTIVATED;
import static io.stallkeeper.subscription.domain.Signal.Kind.CLOSED;
import static io.stallkeeper.subscription.domain.Signal.Kind.DEPROVISIONED;
import static io.stallkeeper.subscription.domain.Signal.Kind.ENDING;
import static io.stallkeeper.subscription.domain.Signal.Kind.ENTITLEMENTS_CHANGED;
import static io.stallkeeper.subscription.domain.Signal.Kind.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.eventsourcing.decider.Decision;
import io.stallkeeper.subscription.domain.SubscriptionCommand.NoteSignal;
import io.stallkeeper.subscription.domain.SubscriptionCommand.PassDeadline;
import io.stallkeeper.subscription.domain.SubscriptionCommand.RecogniseBuyer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** AWS's times decide: the order in which a life's notifications arrive, and how often, makes no difference. */
class OrderOfArrivalTest {

    private static final BuyerIdentity FIRST = license("l-first");
    private static final BuyerIdentity NEXT = license("l-next");

    private final SubscriptionDecider decider = new SubscriptionDecider();

    static Stream<Arguments> lives() {
        return Stream.of(
                Arguments.of(
                        "a license's whole life",
                        LICENSED,
                        "Ended",
                        List.of(
                                signal(ACTIVATED, "10:00"),
                                signal(ACTIVATED, "10:20"),
                                signal(ENDING, "11:00"),
                                signal(DEPROVISIONED, "11:31"))),
                Arguments.of(
                        "a license that is updated after it was taken back",
                        LICENSED,
                        "Ended",
                        List.of(
                                signal(ACTIVATED, "10:00"),
                                signal(DEPROVISIONED, "11:00"),
                                signal(ACTIVATED, "11:30"),
                                signal(ENDING, "11:40"))),
                Arguments.of(
                        "all at one instant",
                        LICENSED,
                        "Ended",
                        List.of(signal(ACTIVATED, "10:00"), signal(ENDING, "10:00"), signal(DEPROVISIONED, "10:00"))),
                Arguments.of(
                        "a license of who was a customer of the older listing and left",
                        LICENSED,
                        "Active",
                        List.of(
                                ofCustomer(ACTIVATED, "08:00"),
                                ofCustomer(ENDING, "08:30"),
                                ofCustomer(CLOSED, "09:00"),
                                signal(ACTIVATED, "10:00"))),
                Arguments.of(
                        "a license whose end SNS tells first, and that another subscription follows",
                        LICENSED,
                        "Ended",
                        List.of(
                                signal(ACTIVATED, "10:00"),
                                ofCustomer(ENDING, "11:00"),
                                ofCustomer(ACTIVATED, "11:20"),
                                signal(DEPROVISIONED, "11:31"))),
                Arguments.of(
                        "a customer who comes back in the final hour",
                        CUSTOMER,
                        "Active",
                        List.of(
                                signal(ACTIVATED, "10:00"),
                                signal(ENDING, "11:00"),
                                signal(ACTIVATED, "11:30"),
                                signal(ENTITLEMENTS_CHANGED, "11:45"))),
                Arguments.of(
                        "a customer who fails, comes, goes and comes back",
                        CUSTOMER,
                        "Ended",
                        List.of(
                                signal(FAILED, "09:00"),
                                signal(ACTIVATED, "10:00"),
                                signal(ENDING, "11:00"),
                                signal(CLOSED, "12:00"),
                                signal(ACTIVATED, "14:00"),
                                signal(ENDING, "15:00"))));
    }

    static Stream<Arguments> livesOfWhoMovedToLicenses() {
        return Stream.of(
                Arguments.of(
                        "a license that replaces another one, which is taken back afterwards",
                        "Active",
                        NEXT,
                        List.of(
                                signal(ACTIVATED, "09:00"),
                                told(FIRST, "agmt-1", ACTIVATED, "10:00"),
                                told(NEXT, "agmt-2", ACTIVATED, "11:00"),
                                told(FIRST, "agmt-1", DEPROVISIONED, "11:01"))),
                Arguments.of(
                        "the later one of two agreements is cancelled",
                        "Active",
                        FIRST,
                        List.of(
                                told(FIRST, "agmt-1", ACTIVATED, "10:00"),
                                told(NEXT, "agmt-2", ACTIVATED, "11:00"),
                                new Signal("ended", ENDING, at("12:00"), "agmt-2", null),
                                told(NEXT, "agmt-2", DEPROVISIONED, "12:01"))),
                Arguments.of(
                        "both of two agreements are cancelled, the later one first",
                        "Ended",
                        FIRST,
                        List.of(
                                told(FIRST, "agmt-1", ACTIVATED, "10:00"),
                                told(NEXT, "agmt-2", ACTIVATED, "11:00"),
                                told(NEXT, "agmt-2", DEPROVISIONED, "12:00"),
                                told(FIRST, "agmt-1", DEPROVISIONED, "13:00"))),
                Arguments.of(
                        "the customer as such goes",
                        "Ended",
                        NEXT,
                        List.of(
                                told(FIRST, "agmt-1", ACTIVATED, "10:00"),
                                told(NEXT, "agmt-2", ACTIVATED, "11:00"),
                                ofCustomer(ENDING, "12:00"))),
                Arguments.of(
                        "another license is given after the end",
                        "Active",
                        NEXT,
                        List.of(
                                told(FIRST, "agmt-1", ACTIVATED, "10:00"),
                                told(FIRST, "agmt-1", DEPROVISIONED, "11:00"),
                                told(NEXT, "agmt-2", ACTIVATED, "15:00"))),
                Arguments.of(
                        "a license of which only the end is told",
                        "Active",
                        FIRST,
                        List.of(
                                told(FIRST, "agmt-1", ACTIVATED, "10:00"),
                                told(NEXT, "agmt-2", DEPROVISIONED, "12:00"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("livesOfWhoMovedToLicenses")
    void what_ends_is_the_agreement_that_is_named_and_its_license(
            String life, String end, BuyerIdentity license, List<Signal> signals) {
        var ends = ends(CUSTOMER, signals);

        assertThat(ends).hasSize(1);
        assertThat(ends.iterator().next()).isInstanceOfSatisfying(Subscription.Known.class, known -> {
            assertThat(known.getClass().getSimpleName()).isEqualTo(end);
            assertThat(known.life().buyer()).isEqualTo(CUSTOMER.with(license));
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lives")
    void any_order_with_any_signal_twice_comes_to_the_same_end(
            String life, BuyerIdentity buyer, String end, List<Signal> signals) {
        var ends = ends(buyer, signals);

        assertThat(ends).hasSize(1);
        assertThat(ends.iterator().next().getClass().getSimpleName()).isEqualTo(end);
    }

    private Set<Subscription> ends(BuyerIdentity buyer, List<Signal> signals) {
        var ends = new HashSet<Subscription>();
        for (var order : permutations(signals)) {
            for (var repeated : order) {
                var twice = new ArrayList<>(order);
                twice.add(repeated);
                ends.add(live(buyer, twice, false));
                ends.add(live(buyer, twice, true));
            }
        }
        return ends;
    }

    /** As SNS tells it, without an agreement. */
    private static Signal ofCustomer(Signal.Kind kind, String time) {
        return new Signal("sns " + kind + " at " + time, kind, at(time), null, null);
    }

    /** @param clockRunsAhead whether every notification comes so late that all deadlines have passed before the next */
    private Subscription live(BuyerIdentity buyer, List<Signal> signals, boolean clockRunsAhead) {
        var state = after(decider.initialState(), new RecogniseBuyer(buyer, false));
        for (var signal : signals) {
            state = after(state, new NoteSignal(signal));
            if (clockRunsAhead) {
                state = after(state, new PassDeadline(at("20:00")));
            }
        }
        return after(state, new PassDeadline(at("20:00")));
    }

    private Subscription after(Subscription state, SubscriptionCommand command) {
        return switch (decider.decide(command, state)) {
            case Decision.Accepted<SubscriptionEvent>(var events) -> decider.fold(state, events);
            case Decision.Rejected<SubscriptionEvent>(var reason) -> throw new AssertionError(reason);
        };
    }

    private static List<List<Signal>> permutations(List<Signal> signals) {
        if (signals.isEmpty()) {
            return List.of(List.of());
        }
        var all = new ArrayList<List<Signal>>();
        for (var first : signals) {
            var others = new ArrayList<>(signals);
            others.remove(first);
            for (var rest : permutations(others)) {
                var order = new ArrayList<Signal>();
                order.add(first);
                order.addAll(rest);
                all.add(order);
            }
        }
        return all;
    }
}
