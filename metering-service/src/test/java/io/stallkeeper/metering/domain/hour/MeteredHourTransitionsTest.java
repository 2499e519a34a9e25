package io.stallkeeper.metering.domain.hour;

import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.eventsourcing.decider.Decision;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every command in every state, with the answer written down. */
class MeteredHourTransitionsTest {

    private static final HourKey KEY = new HourKey("l-1", "requests", Instant.parse("2026-08-20T14:00:00Z"));
    private static final Instant NEXT = Instant.parse("2026-08-20T15:00:00Z");
    private static final SendAs LICENSE = new SendAs("code", "arn", "111122223333", null);

    private final MeteredHourDecider decider = new MeteredHourDecider();

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource({
        "Freeze,     Open,     HourFrozen+UsageCarried",
        "Freeze,     Frozen,   hour-not-open",
        "Freeze,     Empty,    hour-not-open",
        "Freeze,     Accepted, hour-not-open",
        "Freeze,     Refused,  hour-not-open",
        "Freeze,     Expired,  hour-not-open",
        "Freeze,     Rejected, hour-not-open",
        "Freeze,     Shadowed, hour-not-open",
        "CarryLate,  Open,     hour-still-open",
        "CarryLate,  Frozen,   UsageCarried",
        "CarryLate,  Empty,    UsageCarried",
        "CarryLate,  Accepted, UsageCarried",
        "CarryLate,  Refused,  UsageCarried",
        "CarryLate,  Expired,  UsageCarried",
        "CarryLate,  Rejected, UsageCarried",
        "CarryLate,  Shadowed, UsageCarried",
        "ExpireLate, Open,     LateUsageExpired",
        "ExpireLate, Frozen,   LateUsageExpired",
        "ExpireLate, Empty,    LateUsageExpired",
        "ExpireLate, Accepted, LateUsageExpired",
        "ExpireLate, Refused,  LateUsageExpired",
        "ExpireLate, Expired,  LateUsageExpired",
        "ExpireLate, Rejected, LateUsageExpired",
        "ExpireLate, Shadowed, LateUsageExpired",
        "RejectLate, Open,     hour-still-open",
        "RejectLate, Frozen,   LateUsageRejected",
        "RejectLate, Empty,    LateUsageRejected",
        "RejectLate, Accepted, LateUsageRejected",
        "RejectLate, Refused,  LateUsageRejected",
        "RejectLate, Expired,  LateUsageRejected",
        "RejectLate, Rejected, LateUsageRejected",
        "RejectLate, Shadowed, LateUsageRejected",
        "Accept,     Open,     hour-never-sent",
        "Accept,     Frozen,   UsageAccepted",
        "Accept,     Empty,    hour-never-sent",
        "Accept,     Accepted, nothing",
        "Accept,     Refused,  hour-already-refused",
        "Accept,     Expired,  UsageAccepted",
        "Accept,     Rejected, hour-never-sent",
        "Accept,     Shadowed, hour-never-sent",
        "Refuse,     Open,     hour-never-sent",
        "Refuse,     Frozen,   UsageRefused",
        "Refuse,     Empty,    hour-never-sent",
        "Refuse,     Accepted, hour-already-accepted",
        "Refuse,     Refused,  nothing",
        "Refuse,     Expired,  nothing",
        "Refuse,     Rejected, hour-never-sent",
        "Refuse,     Shadowed, hour-never-sent",
        "Expire,     Open,     HourExpired",
        "Expire,     Frozen,   HourExpired",
        "Expire,     Empty,    hour-not-pending",
        "Expire,     Accepted, hour-not-pending",
        "Expire,     Refused,  hour-not-pending",
        "Expire,     Expired,  nothing",
        "Expire,     Rejected, hour-not-pending",
        "Expire,     Shadowed, hour-not-pending",
        "Reject,     Open,     HourRejected",
        "Reject,     Frozen,   hour-not-open",
        "Reject,     Empty,    hour-not-open",
        "Reject,     Accepted, hour-not-open",
        "Reject,     Refused,  hour-not-open",
        "Reject,     Expired,  hour-not-open",
        "Reject,     Rejected, hour-not-open",
        "Reject,     Shadowed, hour-not-open",
        "Include,     Open,     UsageIncluded",
        "Include,     Frozen,   hour-not-open",
        "Include,     Empty,    hour-not-open",
        "Include,     Accepted, hour-not-open",
        "Include,     Refused,  hour-not-open",
        "Include,     Expired,  hour-not-open",
        "Include,     Rejected, hour-not-open",
        "Include,     Shadowed, hour-not-open",
        "IncludeLate, Open,     hour-still-open",
        "IncludeLate, Frozen,   LateUsageIncluded",
        "IncludeLate, Empty,    LateUsageIncluded",
        "IncludeLate, Accepted, LateUsageIncluded",
        "IncludeLate, Refused,  LateUsageIncluded",
        "IncludeLate, Expired,  LateUsageIncluded",
        "IncludeLate, Rejected, LateUsageIncluded",
        "IncludeLate, Shadowed, LateUsageIncluded",
        "Shadow,      Open,     hour-still-open",
        "Shadow,      Frozen,   HourShadowed",
        "Shadow,      Empty,    nothing",
        "Shadow,      Accepted, hour-not-pending",
        "Shadow,      Refused,  hour-not-pending",
        "Shadow,      Expired,  hour-not-pending",
        "Shadow,      Rejected, hour-not-pending",
        "Shadow,      Shadowed, nothing",
        "ShadowPart,  Open,     UsageShadowed",
        "ShadowPart,  Frozen,   hour-not-open",
        "ShadowPart,  Empty,    hour-not-open",
        "ShadowPart,  Accepted, hour-not-open",
        "ShadowPart,  Refused,  hour-not-open",
        "ShadowPart,  Expired,  hour-not-open",
        "ShadowPart,  Rejected, hour-not-open",
        "ShadowPart,  Shadowed, hour-not-open",
        "ShadowLate,  Open,     hour-still-open",
        "ShadowLate,  Frozen,   LateUsageShadowed",
        "ShadowLate,  Empty,    LateUsageShadowed",
        "ShadowLate,  Accepted, LateUsageShadowed",
        "ShadowLate,  Refused,  LateUsageShadowed",
        "ShadowLate,  Expired,  LateUsageShadowed",
        "ShadowLate,  Rejected, LateUsageShadowed",
        "ShadowLate,  Shadowed, LateUsageShadowed",
        "Reassign,    Open,     UsageReassigned",
        "Reassign,    Frozen,   hour-not-open",
        "Reassign,    Empty,    hour-not-open",
        "Reassign,    Accepted, hour-not-open",
        "Reassign,    Refused,  hour-not-open",
        "Reassign,    Expired,  hour-not-open",
        "Reassign,    Rejected, hour-not-open",
        "Reassign,    Shadowed, hour-not-open",
        "Take,        Open,     HourTaken+UsageCarried",
        "Take,        Frozen,   hour-not-open",
        "Take,        Empty,    hour-not-open",
        "Take,        Accepted, hour-not-open",
        "Take,        Refused,  hour-not-open",
        "Take,        Expired,  hour-not-open",
        "Take,        Rejected, hour-not-open",
        "Take,        Shadowed, hour-not-open",
    })
    void each_command_has_one_answer_in_each_state(String command, String state, String answer) {
        var decision = decider.decide(commandNamed(command), stateNamed(state));

        assertThat(answerOf(decision)).isEqualTo(answer);
        if (decision instanceof Decision.Accepted<MeteredHourEvent>(var events)) {
            decider.fold(stateNamed(state), events);
        }
    }

    private static String answerOf(Decision<MeteredHourEvent> decision) {
        return switch (decision) {
            case Decision.Rejected<MeteredHourEvent>(var reason) -> reason;
            case Decision.Accepted<MeteredHourEvent>(var events) ->
                events.isEmpty()
                        ? "nothing"
                        : events.stream()
                                .map(event -> event.getClass().getSimpleName())
                                .collect(Collectors.joining("+"));
        };
    }

    private static MeteredHourCommand commandNamed(String name) {
        return switch (name) {
            case "Freeze" -> new MeteredHourCommand.Freeze(KEY, new BigDecimal("3.5"), KEY.hour(), LICENSE, NEXT);
            case "CarryLate" -> new MeteredHourCommand.CarryLate(KEY, BigDecimal.ONE, NEXT);
            case "ExpireLate" -> new MeteredHourCommand.ExpireLate(KEY, BigDecimal.ONE, "too-old");
            case "RejectLate" -> new MeteredHourCommand.RejectLate(KEY, BigDecimal.ONE, "before-activation");
            case "Accept" -> new MeteredHourCommand.Accept(KEY, "id");
            case "Refuse" -> new MeteredHourCommand.Refuse(KEY, "CustomerNotSubscribed");
            case "Expire" -> new MeteredHourCommand.Expire(KEY, new BigDecimal("3.5"), "too-old");
            case "Reject" -> new MeteredHourCommand.Reject(KEY, new BigDecimal("3.5"), "before-activation");
            case "Include" -> new MeteredHourCommand.Include(KEY, BigDecimal.ONE);
            case "IncludeLate" -> new MeteredHourCommand.IncludeLate(KEY, BigDecimal.ONE);
            case "Shadow" -> new MeteredHourCommand.Shadow(KEY);
            case "ShadowPart" -> new MeteredHourCommand.ShadowPart(KEY, BigDecimal.ONE);
            case "Reassign" -> new MeteredHourCommand.Reassign(KEY, BigDecimal.ONE, BigDecimal.ONE, "c-1");
            case "Take" -> new MeteredHourCommand.Take(KEY, BigDecimal.ONE, BigDecimal.TWO, NEXT);
            case "ShadowLate" -> new MeteredHourCommand.ShadowLate(KEY, BigDecimal.ONE);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static MeteredHour stateNamed(String name) {
        return switch (name) {
            case "Open" -> new MeteredHour.Open();
            case "Frozen" -> new MeteredHour.Frozen(3);
            case "Empty" -> new MeteredHour.Empty();
            case "Accepted" -> new MeteredHour.Accepted(3);
            case "Refused" -> new MeteredHour.Refused(3);
            case "Expired" -> new MeteredHour.Expired(3);
            case "Rejected" -> new MeteredHour.Rejected();
            case "Shadowed" -> new MeteredHour.Shadowed(3);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
