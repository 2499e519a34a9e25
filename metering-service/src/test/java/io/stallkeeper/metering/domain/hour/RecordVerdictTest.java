package io.stallkeeper.metering.domain.hour;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS's answers mean for an hour of which 10 units were sent. */
class RecordVerdictTest {

    private static final HourKey KEY = new HourKey("l-1", "requests", Instant.parse("2026-08-20T14:00:00Z"));
    private static final Instant NOW = Instant.parse("2026-08-20T15:12:00Z");

    @ParameterizedTest(name = "{0} of {1}, maybe taken {2}, active for {3}, ending {4}: {5}")
    @CsvSource({
        "SUCCESS,                 10, false, PT9H,  false, accept",
        "SUCCESS,                 10, true,  PT9H,  false, accept",
        "DUPLICATE_RECORD,        10, true,  PT9H,  false, accept",
        "DUPLICATE_RECORD,        ,   true,  PT9H,  false, accept",
        "DUPLICATE_RECORD,        10, false, PT9H,  false, refuse by null",
        "DUPLICATE_RECORD,        ,   false, PT9H,  false, refuse by null",
        "DUPLICATE_RECORD,        7,  false, PT9H,  false, refuse by 3",
        "DUPLICATE_RECORD,        12, true,  PT9H,  false, refuse by -2",
        "CUSTOMER_NOT_SUBSCRIBED, 10, false, PT9H,  false, refuse all",
        "CUSTOMER_NOT_SUBSCRIBED, 10, false, PT59M, false, not yet",
        "CUSTOMER_NOT_SUBSCRIBED, 10, false, PT1H,  false, refuse all",
        "CUSTOMER_NOT_SUBSCRIBED, 10, false, PT59M, true,  refuse by null",
    })
    void each_answer_has_one_meaning(
            RecordAnswer.Status status,
            @Nullable Long quantity,
            boolean maybeTaken,
            Duration active,
            boolean ending,
            String meaning) {
        var window = new MeteringWindow(true, NOW.minus(active), ending ? NOW.plusSeconds(60) : null);

        var verdict = RecordVerdict.of(KEY, 10, maybeTaken, new RecordAnswer(status, "id", quantity), window, NOW);

        assertThat(textOf(verdict)).isEqualTo(meaning);
    }

    private static String textOf(RecordVerdict verdict) {
        return switch (verdict) {
            case RecordVerdict.NotYet notYet -> "not yet";
            case RecordVerdict.DecidedForAll all -> "refuse all";
            case RecordVerdict.Decided(MeteredHourCommand.Accept accept) -> "accept";
            case RecordVerdict.Decided(MeteredHourCommand.Refuse refuse) -> "refuse by " + refuse.difference();
            case RecordVerdict.Decided(var other) -> other.toString();
        };
    }
}
