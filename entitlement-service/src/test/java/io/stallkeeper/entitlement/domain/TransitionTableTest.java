package io.stallkeeper.entitlement.domain;

import static io.stallkeeper.entitlement.domain.PricingModel.CONTRACT;
import static io.stallkeeper.entitlement.domain.Samples.ACTIVATED;
import static io.stallkeeper.entitlement.domain.Samples.BUYER;
import static io.stallkeeper.entitlement.domain.Samples.TEN_SEATS;
import static io.stallkeeper.entitlement.domain.Samples.and;
import static io.stallkeeper.entitlement.domain.Samples.at;
import static io.stallkeeper.entitlement.domain.Samples.granted;
import static io.stallkeeper.entitlement.domain.Samples.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.entitlement.domain.EntitlementsCommand.ActivateSubscription;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.BeginToEnd;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.EndSubscription;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.FailSubscription;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.RecordAnswer;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.RequestLookup;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.BuyerIdentified;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.SubscriptionBeganToEnd;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.SubscriptionEnded;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.SubscriptionFailed;
import io.stallkeeper.eventsourcing.decider.Decision;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every command in every state, for a product with a contract. */
class TransitionTableTest {

    private static final EntitlementsDecider DECIDER = new EntitlementsDecider();

    private static final Map<String, Entitlements> STATES = Map.of(
            "Unknown", state(),
            "Pending", state(new BuyerIdentified(BUYER)),
            "Active", state(and(ACTIVATED, granted(1, 0, TEN_SEATS))),
            "Ending", state(and(ACTIVATED, granted(1, 0, TEN_SEATS), new SubscriptionBeganToEnd(at(1)))),
            "Ended", state(and(ACTIVATED, new SubscriptionEnded(at(1)))),
            "Failed", state(new BuyerIdentified(BUYER), new SubscriptionFailed(at(1))),
            "Alias", new Entitlements.Alias("c-1"));

    private static final Map<String, EntitlementsCommand> COMMANDS = Map.of(
            "RequestLookup", new RequestLookup(BUYER, CONTRACT, at(2)),
            "ActivateSubscription", new ActivateSubscription(BUYER, CONTRACT, at(2)),
            "BeginToEnd", new BeginToEnd(BUYER, CONTRACT, at(2)),
            "EndSubscription", new EndSubscription(BUYER, CONTRACT, at(2)),
            "FailSubscription", new FailSubscription(BUYER, CONTRACT, at(2)),
            "BecomeAlias", new EntitlementsCommand.BecomeAlias("c-1", at(2)),
            "RecordAnswer", new RecordAnswer(0, List.of(TEN_SEATS), at(2)));

    private static final String TABLE = """
            Unknown | RequestLookup        | BuyerIdentified LookupRequested                        | Pending
            Unknown | ActivateSubscription | BuyerIdentified SubscriptionActivated LookupRequested  | Active
            Unknown | BeginToEnd           | BuyerIdentified SubscriptionBeganToEnd LookupRequested | Ending
            Unknown | EndSubscription      | BuyerIdentified SubscriptionEnded                      | Ended
            Unknown | FailSubscription     | BuyerIdentified SubscriptionFailed                     | Failed
            Unknown | RecordAnswer         | rejected lookup-never-asked-for                        | Unknown
            Pending | RequestLookup        | LookupRequested                                        | Pending
            Pending | ActivateSubscription | SubscriptionActivated LookupRequested                  | Active
            Pending | BeginToEnd           | SubscriptionBeganToEnd LookupRequested                 | Ending
            Pending | EndSubscription      | SubscriptionEnded                                      | Ended
            Pending | FailSubscription     | SubscriptionFailed                                     | Failed
            Pending | RecordAnswer         | EntitlementsGranted                                    | Pending
            Active  | RequestLookup        | LookupRequested                                        | Active
            Active  | ActivateSubscription | LookupRequested                                        | Active
            Active  | BeginToEnd           | SubscriptionBeganToEnd LookupRequested                 | Ending
            Active  | EndSubscription      | EntitlementsWithdrawn SubscriptionEnded                | Ended
            Active  | FailSubscription     | EntitlementsWithdrawn SubscriptionFailed               | Failed
            Active  | RecordAnswer         | EntitlementsConfirmed                                  | Active
            Ending  | RequestLookup        | LookupRequested                                        | Ending
            Ending  | ActivateSubscription | SubscriptionActivated LookupRequested                  | Active
            Ending  | BeginToEnd           | LookupRequested                                        | Ending
            Ending  | EndSubscription      | EntitlementsWithdrawn SubscriptionEnded                | Ended
            Ending  | FailSubscription     | EntitlementsWithdrawn SubscriptionFailed               | Failed
            Ending  | RecordAnswer         | EntitlementsConfirmed                                  | Ending
            Ended   | RequestLookup        | rejected subscription-over                             | Ended
            Ended   | ActivateSubscription | SubscriptionActivated LookupRequested                  | Active
            Ended   | BeginToEnd           | rejected subscription-over                             | Ended
            Ended   | EndSubscription      | rejected subscription-over                             | Ended
            Ended   | FailSubscription     | rejected subscription-over                             | Ended
            Ended   | RecordAnswer         | rejected subscription-over                             | Ended
            Failed  | RequestLookup        | rejected subscription-over                             | Failed
            Failed  | ActivateSubscription | SubscriptionActivated LookupRequested                  | Active
            Failed  | BeginToEnd           | rejected subscription-over                             | Failed
            Failed  | EndSubscription      | rejected subscription-over                             | Failed
            Failed  | FailSubscription     | rejected subscription-over                             | Failed
            Failed  | RecordAnswer         | rejected subscription-over                             | Failed
            Unknown | BecomeAlias          | BecameAlias                                            | Alias
            Pending | BecomeAlias          | BecameAlias                                            | Alias
            Active  | BecomeAlias          | BecameAlias                                            | Alias
            Ending  | BecomeAlias          | BecameAlias                                            | Alias
            Ended   | BecomeAlias          | BecameAlias                                            | Alias
            Failed  | BecomeAlias          | BecameAlias                                            | Alias
            Alias   | BecomeAlias          | ''                                                     | Alias
            Alias   | RequestLookup        | rejected anothers-name                                 | Alias
            Alias   | ActivateSubscription | rejected anothers-name                                 | Alias
            Alias   | BeginToEnd           | rejected anothers-name                                 | Alias
            Alias   | EndSubscription      | rejected anothers-name                                 | Alias
            Alias   | FailSubscription     | rejected anothers-name                                 | Alias
            Alias   | RecordAnswer         | rejected anothers-name                                 | Alias
            """;

    @ParameterizedTest(name = "{1} when {0}")
    @CsvSource(delimiter = '|', textBlock = TABLE)
    void each_command_in_each_state(String state, String command, String decided, String next) {
        var before = Objects.requireNonNull(STATES.get(state));
        var decision = DECIDER.decide(Objects.requireNonNull(COMMANDS.get(command)), before);

        switch (decision) {
            case Decision.Rejected<EntitlementsEvent>(String reason) ->
                assertThat("rejected " + reason).isEqualTo(decided);
            case Decision.Accepted<EntitlementsEvent>(var events) -> {
                assertThat(names(events)).isEqualTo(decided);
                assertThat(DECIDER.fold(before, events).getClass().getSimpleName())
                        .isEqualTo(next);
            }
        }
    }

    @Test
    void the_table_is_complete() {
        var rows = TABLE.lines()
                .map(line -> line.split("\\|"))
                .map(cells -> cells[0].strip() + ' ' + cells[1].strip())
                .collect(Collectors.toSet());
        var all = new HashSet<String>();
        leaves(Entitlements.class)
                .forEach(state -> leaves(EntitlementsCommand.class).forEach(command -> all.add(state + ' ' + command)));

        assertThat(rows).isEqualTo(all);
    }

    private static Set<String> leaves(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses())
                        .flatMap(permitted -> leaves(permitted).stream())
                        .collect(Collectors.toSet())
                : Set.of(type.getSimpleName());
    }

    private static String names(List<EntitlementsEvent> events) {
        return events.stream().map(event -> event.getClass().getSimpleName()).collect(Collectors.joining(" "));
    }
}
