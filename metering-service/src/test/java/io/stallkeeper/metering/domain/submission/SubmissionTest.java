package io.stallkeeper.metering.domain.submission;

import static io.stallkeeper.testkit.events.DeciderScenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.metering.domain.submission.SubmissionCommand.ChooseMode;
import io.stallkeeper.metering.domain.submission.SubmissionEvent.ModeChosen;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmissionTest {

    private static final Instant AT = Instant.parse("2026-08-20T14:20:00Z");
    private static final Instant LATER = Instant.parse("2026-08-20T16:40:00Z");

    private final SubmissionDecider decider = new SubmissionDecider();

    @Test
    void who_never_chose_is_live_and_need_not_say_so() {
        assertThat(decider.initialState().of("l-1", AT)).isEqualTo(Mode.LIVE);
        given(decider).when(new ChooseMode(Mode.LIVE, Set.of("l-1"), AT)).thenNothing();
    }

    @Test
    void the_same_choice_is_made_once() {
        var chosen = new ModeChosen(Mode.SHADOW, List.of("l-1", "l-2"), AT);

        given(decider)
                .when(new ChooseMode(Mode.SHADOW, Set.of("l-2", "l-1"), AT))
                .then(chosen);
        given(decider, chosen)
                .when(new ChooseMode(Mode.SHADOW, Set.of("l-1", "l-2"), LATER))
                .thenNothing();
        given(decider, chosen)
                .when(new ChooseMode(Mode.LIVE, Set.of("l-1"), LATER))
                .then(new ModeChosen(Mode.LIVE, List.of(), LATER));
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource({
        "2026-08-20T10:00:00Z, l-allowed, LIVE,   the first choice holds from the beginning",
        "2026-08-20T10:00:00Z, l-other,   SHADOW, the first choice holds from the beginning",
        "2026-08-20T16:00:00Z, l-other,   SHADOW, the hour in which it goes live is rehearsed to its end",
        "2026-08-20T17:00:00Z, l-other,   LIVE,   the next hour is sent",
        "2026-08-20T18:00:00Z, l-other,   SHADOW, the hour in which calls are to end is not sent",
        "2026-08-20T17:00:00Z, l-allowed, LIVE,   who was live stays live",
    })
    void each_hour_is_wholly_the_one_or_the_other(Instant hour, String subscription, Mode mode, String sentence) {
        var state = decider.fold(
                decider.initialState(),
                List.of(
                        new ModeChosen(Mode.SHADOW, List.of("l-allowed"), AT),
                        new ModeChosen(Mode.LIVE, List.of(), LATER),
                        new ModeChosen(Mode.SHADOW, List.of(), LATER.plusSeconds(2 * 3600))));

        assertThat(state.of(subscription, hour)).as(sentence).isEqualTo(mode);
    }

    @Test
    void who_goes_live_on_the_hour_is_live_from_that_hour_on() {
        var on = Instant.parse("2026-08-20T15:00:00Z");
        var state = decider.fold(
                decider.initialState(),
                List.of(new ModeChosen(Mode.SHADOW, List.of(), AT), new ModeChosen(Mode.LIVE, List.of(), on)));

        assertThat(state.of("l-1", on)).isEqualTo(Mode.LIVE);
        assertThat(state.of("l-1", on.minusSeconds(3600))).isEqualTo(Mode.SHADOW);
    }
}
