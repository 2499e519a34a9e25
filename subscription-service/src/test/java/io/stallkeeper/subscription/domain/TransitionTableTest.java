package io.stallkeeper.subscription.domain;

import static io.stallkeeper.subscription.domain.Samples.AGREEMENT;
import static io.stallkeeper.subscription.domain.Samples.CUSTOMER;
import static io.stallkeeper.subscription.domain.Samples.LICENSED;
import static io.stallkeeper.subscription.domain.Samples.at;
import static io.stallkeeper.subscription.domain.Samples.life;
import static io.stallkeeper.subscription.domain.Samples.signal;
import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.eventsourcing.decider.Decision;
import io.stallkeeper.subscription.domain.SubscriptionCommand.NoteSignal;
import io.stallkeeper.subscription.domain.SubscriptionCommand.PassDeadline;
import io.stallkeeper.subscription.domain.SubscriptionCommand.RecogniseBuyer;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every command in every state: the events that follow, by their names, and the state that they lead to. */
class TransitionTableTest {

    private static final Map<String, Subscription> STATES = Map.of(
            "Unknown", new Subscription.Unknown(),
            "Pending", new Subscription.Pending(life(LICENSED)),
            "Active",
                    new Subscription.Active(
                            life(LICENSED, signal(Signal.Kind.ACTIVATED, "10:00")), at("10:00"), AGREEMENT),
            "Ending",
                    new Subscription.Ending(
                            life(LICENSED, signal(Signal.Kind.ENDING, "11:00")), at("11:00"), at("12:00")),
            "Ended", new Subscription.Ended(life(LICENSED, signal(Signal.Kind.ENDING, "11:00")), at("12:00")),
            "Failed", new Subscription.Failed(life(LICENSED, signal(Signal.Kind.FAILED, "09:00")), at("09:00")),
            "Merged", new Subscription.Merged("c-1"));

    private final SubscriptionDecider decider = new SubscriptionDecider();

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Unknown | recognise a buyer           | BuyerRecognised                        | Pending
            Unknown | note ACTIVATED              | rejected: buyer-unknown                | Unknown
            Unknown | note ENTITLEMENTS_CHANGED   | rejected: buyer-unknown                | Unknown
            Unknown | note FAILED                 | rejected: buyer-unknown                | Unknown
            Unknown | note ENDING                 | rejected: buyer-unknown                | Unknown
            Unknown | note DEPROVISIONED          | rejected: buyer-unknown                | Unknown
            Unknown | note CLOSED                 | rejected: buyer-unknown                | Unknown
            Unknown | pass the deadline           | rejected: buyer-unknown                | Unknown
            Pending | recognise a buyer           | BuyerRecognised                        | Pending
            Pending | note ACTIVATED              | SignalNoted, Activated                 | Active
            Pending | note ENTITLEMENTS_CHANGED   | SignalNoted, EntitlementsChangeNotified | Pending
            Pending | note FAILED                 | SignalNoted, Failed                    | Failed
            Pending | note ENDING                 | SignalNoted, Ending                    | Ending
            Pending | note DEPROVISIONED          | SignalNoted, Ending                    | Ending
            Pending | note CLOSED                 | SignalNoted, Ended                     | Ended
            Pending | pass the deadline           | nothing                                | Pending
            Active  | recognise a buyer           | BuyerRecognised                        | Active
            Active  | note ACTIVATED              | SignalNoted, EntitlementsChangeNotified | Active
            Active  | note ENTITLEMENTS_CHANGED   | SignalNoted, EntitlementsChangeNotified | Active
            Active  | note FAILED                 | SignalNoted                            | Active
            Active  | note ENDING                 | SignalNoted, Ending                    | Ending
            Active  | note DEPROVISIONED          | SignalNoted, Ending                    | Ending
            Active  | note CLOSED                 | SignalNoted, Ended                     | Ended
            Active  | pass the deadline           | nothing                                | Active
            Ending  | recognise a buyer           | BuyerRecognised                        | Ending
            Ending  | note ACTIVATED              | SignalNoted, Activated                 | Active
            Ending  | note ENTITLEMENTS_CHANGED   | SignalNoted, EntitlementsChangeNotified | Ending
            Ending  | note FAILED                 | SignalNoted                            | Ending
            Ending  | note ENDING                 | SignalNoted                            | Ending
            Ending  | note DEPROVISIONED          | SignalNoted                            | Ending
            Ending  | note CLOSED                 | SignalNoted, Ended                     | Ended
            Ending  | pass the deadline           | Ended                                  | Ended
            Ended   | recognise a buyer           | BuyerRecognised                        | Ended
            Ended   | note ACTIVATED              | SignalNoted, Activated                 | Active
            Ended   | note ENTITLEMENTS_CHANGED   | SignalNoted, EntitlementsChangeNotified | Ended
            Ended   | note FAILED                 | SignalNoted                            | Ended
            Ended   | note ENDING                 | SignalNoted                            | Ended
            Ended   | note DEPROVISIONED          | SignalNoted                            | Ended
            Ended   | note CLOSED                 | SignalNoted, Ended                     | Ended
            Ended   | pass the deadline           | nothing                                | Ended
            Failed  | recognise a buyer           | BuyerRecognised                        | Failed
            Failed  | note ACTIVATED              | SignalNoted, Activated                 | Active
            Failed  | note ENTITLEMENTS_CHANGED   | SignalNoted, EntitlementsChangeNotified | Failed
            Failed  | note FAILED                 | SignalNoted                            | Failed
            Failed  | note ENDING                 | SignalNoted, Ending                    | Ending
            Failed  | note DEPROVISIONED          | SignalNoted, Ending                    | Ending
            Failed  | note CLOSED                 | SignalNoted, Ended                     | Ended
            Failed  | pass the deadline           | nothing                                | Failed
            Merged  | recognise a buyer           | nothing                                | Merged
            Merged  | note ACTIVATED              | nothing                                | Merged
            Merged  | note ENTITLEMENTS_CHANGED   | nothing                                | Merged
            Merged  | note FAILED                 | nothing                                | Merged
            Merged  | note ENDING                 | nothing                                | Merged
            Merged  | note DEPROVISIONED          | nothing                                | Merged
            Merged  | note CLOSED                 | nothing                                | Merged
            Merged  | pass the deadline           | nothing                                | Merged
            Unknown | learn an alias              | rejected: buyer-unknown                | Unknown
            Pending | learn an alias              | AliasLearned                           | Pending
            Active  | learn an alias              | AliasLearned                           | Active
            Ending  | learn an alias              | AliasLearned                           | Ending
            Ended   | learn an alias              | AliasLearned                           | Ended
            Failed  | learn an alias              | AliasLearned                           | Failed
            Merged  | learn an alias              | rejected: buyer-unknown                | Merged
            Unknown | merge                       | nothing                                | Unknown
            Pending | merge                       | Merged                                 | Merged
            Active  | merge                       | Merged                                 | Merged
            Ending  | merge                       | Merged                                 | Merged
            Ended   | merge                       | Merged                                 | Merged
            Failed  | merge                       | Merged                                 | Merged
            Merged  | merge                       | nothing                                | Merged
            """)
    void every_command_in_every_state(String state, String command, String events, String next) {
        var from = state(state);
        var decision = decider.decide(command(command), from);

        var said =
                switch (decision) {
                    case Decision.Rejected<SubscriptionEvent>(var reason) -> "rejected: " + reason;
                    case Decision.Accepted<SubscriptionEvent>(var decided) when decided.isEmpty() -> "nothing";
                    case Decision.Accepted<SubscriptionEvent>(var decided) ->
                        decided.stream()
                                .map(event -> event.getClass().getSimpleName())
                                .collect(Collectors.joining(", "));
                };
        var to =
                switch (decision) {
                    case Decision.Rejected<SubscriptionEvent> _ -> from;
                    case Decision.Accepted<SubscriptionEvent>(var decided) -> decider.fold(from, decided);
                };
        assertThat(said).isEqualTo(events);
        assertThat(to.getClass().getSimpleName()).isEqualTo(next);
    }

    private static Subscription state(String name) {
        var state = STATES.get(name);
        assertThat(state).as(name).isNotNull();
        return java.util.Objects.requireNonNull(state);
    }

    /** Signals come half an hour into the final hour; registrations know more than before. */
    private static SubscriptionCommand command(String words) {
        if (words.startsWith("note ")) {
            return new NoteSignal(signal(Signal.Kind.valueOf(words.substring("note ".length())), "11:30"));
        }
        return switch (words) {
            case "pass the deadline" -> new PassDeadline(at("12:00"));
            case "learn an alias" -> new SubscriptionCommand.LearnAlias("l-9d8c", at("11:30"));
            case "merge" -> new SubscriptionCommand.Merge("c-1", at("11:30"));
            case "recognise a buyer" -> new RecogniseBuyer(CUSTOMER, true);
            default -> throw new IllegalArgumentException(words);
        };
    }
}
