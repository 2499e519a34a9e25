package io.stallkeeper.metering.domain.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.eventsourcing.decider.Decision;
import io.stallkeeper.metering.domain.hour.SendAs;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every command in every state, with the answer written down. */
class MeterTransitionsTest {

    private static final Instant SINCE = Instant.parse("2026-08-20T14:24:57Z");
    private static final Instant DEADLINE = Instant.parse("2026-08-20T15:24:57Z");
    private static final SendAs LICENSE = new SendAs("code", "arn", "111122223333", null);

    private static final SendAs CUSTOMER = new SendAs("code", null, null, "X01");

    private final MeterDecider decider = new MeterDecider();

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource({
        "Open,        Unopened, MeterOpened",
        "Open,        Running,  nothing",
        "Open,        Ending,   MeterOpened",
        "Open,        Stopped,  MeterOpened",
        "Open,        Settled,  MeterOpened",
        "Open,        Over,     MeterOpened",
        "Open,        Closed,   MeterOpened",
        "BeginEnding, Unopened, MeterEnding",
        "BeginEnding, Running,  MeterEnding",
        "BeginEnding, Stopped,  MeterEnding",
        "BeginEnding, Over,     meter-closed",
        "BeginEnding, Ending,   nothing",
        "BeginEnding, Settled,  nothing",
        "BeginEnding, Closed,   meter-closed",
        "Settle,      Unopened, meter-not-ending",
        "Settle,      Running,  meter-not-ending",
        "Settle,      Ending,   FinalUsageSettled",
        "Settle,      Settled,  nothing",
        "Settle,      Closed,   meter-not-ending",
        "Settle,      Stopped,  meter-not-ending",
        "Settle,      Over,     FinalUsageSettled",
        "Close,       Stopped,  MeterClosed",
        "Close,       Over,     nothing",
        "Stop,        Unopened, nothing",
        "Stop,        Running,  MeterStopped",
        "Stop,        Stopped,  nothing",
        "Stop,        Ending,   nothing",
        "Stop,        Settled,  nothing",
        "Stop,        Closed,   nothing",
        "Stop,        Over,     nothing",
        "Identify,    Unopened, nothing",
        "Identify,    Running,  MeterIdentityChanged",
        "Identify,    Stopped,  MeterIdentityChanged",
        "Identify,    Ending,   MeterIdentityChanged",
        "Identify,    Settled,  MeterIdentityChanged",
        "Identify,    Closed,   nothing",
        "Identify,    Over,     nothing",
        "Close,       Unopened, MeterClosed",
        "Close,       Running,  MeterClosed",
        "Close,       Ending,   MeterClosed",
        "Close,       Settled,  MeterClosed",
        "Close,       Closed,   nothing",
    })
    void each_command_has_one_answer_in_each_state(String command, String state, String answer) {
        var decision = decider.decide(commandNamed(command), stateNamed(state));

        assertThat(answerOf(decision)).isEqualTo(answer);
        if (decision instanceof Decision.Accepted<MeterEvent>(var events)) {
            decider.fold(stateNamed(state), events);
        }
    }

    @Test
    void a_subscription_that_goes_on_after_it_was_ending_was_active_all_the_time() {
        var ending = new Meter.Ending(LICENSE, Instant.EPOCH.plusSeconds(1), SINCE, DEADLINE, null);

        var decision = decider.decide(new MeterCommand.Open("l-1", LICENSE, DEADLINE), ending);

        assertThat(decision)
                .isEqualTo(Decision.accepted(new MeterEvent.MeterOpened("l-1", LICENSE, Instant.EPOCH.plusSeconds(1))));
    }

    @Test
    void from_customer_identifier_to_license_it_goes_only_between_two_hours() {
        var legacy = new Meter.Running(CUSTOMER, Instant.EPOCH);

        var decision = decider.decide(new MeterCommand.Identify("l-1", LICENSE, SINCE), legacy);

        assertThat(decision)
                .isEqualTo(Decision.accepted(
                        new MeterEvent.MeterIdentityChanged("l-1", LICENSE, Instant.parse("2026-08-20T15:00:00Z"))));
    }

    @Test
    void a_license_that_was_misspelt_is_mended_for_every_open_hour() {
        var misspelt = new Meter.Running(new SendAs("code", "wrong", "111122223333", null), Instant.EPOCH);

        var decision = decider.decide(new MeterCommand.Identify("l-1", LICENSE, SINCE), misspelt);

        assertThat(decision)
                .isEqualTo(Decision.accepted(new MeterEvent.MeterIdentityChanged("l-1", LICENSE, Instant.EPOCH)));
    }

    @Test
    void an_earlier_end_that_becomes_known_later_moves_the_deadline() {
        var earlier = new MeterCommand.BeginEnding("l-1", LICENSE, SINCE.minusSeconds(60), DEADLINE.minusSeconds(60));

        var decision = decider.decide(earlier, stateNamed("Ending"));

        assertThat(answerOf(decision)).isEqualTo("MeterEnding");
    }

    @Test
    void more_usage_that_found_its_place_settles_it_again() {
        var settled = new Meter.Ending(LICENSE, SINCE, SINCE, DEADLINE, "first");

        var decision = decider.decide(new MeterCommand.Settle("l-1", DEADLINE, "second", DEADLINE), settled);

        assertThat(answerOf(decision)).isEqualTo("FinalUsageSettled");
    }

    private static String answerOf(Decision<MeterEvent> decision) {
        return switch (decision) {
            case Decision.Rejected<MeterEvent>(var reason) -> reason;
            case Decision.Accepted<MeterEvent>(var events) ->
                events.isEmpty()
                        ? "nothing"
                        : events.stream()
                                .map(event -> event.getClass().getSimpleName())
                                .collect(Collectors.joining("+"));
        };
    }

    private static MeterCommand commandNamed(String name) {
        return switch (name) {
            case "Open" -> new MeterCommand.Open("l-1", LICENSE, SINCE);
            case "BeginEnding" -> new MeterCommand.BeginEnding("l-1", LICENSE, SINCE, DEADLINE);
            case "Settle" -> new MeterCommand.Settle("l-1", SINCE, "id", SINCE);
            case "Stop" -> new MeterCommand.Stop("l-1", SINCE, "CustomerNotSubscribed");
            case "Identify" -> new MeterCommand.Identify("l-1", CUSTOMER, SINCE);
            case "Close" -> new MeterCommand.Close("l-1", DEADLINE);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Meter stateNamed(String name) {
        return switch (name) {
            case "Unopened" -> new Meter.Unopened();
            case "Running" -> new Meter.Running(LICENSE, SINCE);
            case "Ending" -> new Meter.Ending(LICENSE, SINCE, SINCE, DEADLINE, null);
            case "Settled" -> new Meter.Ending(LICENSE, SINCE, SINCE, DEADLINE, "id");
            case "Stopped" -> new Meter.Stopped(LICENSE, SINCE);
            case "Closed" -> new Meter.Closed(null);
            case "Over" -> new Meter.Closed(new Meter.Ending(LICENSE, SINCE, SINCE, DEADLINE, null));
            default -> throw new IllegalArgumentException(name);
        };
    }
}
