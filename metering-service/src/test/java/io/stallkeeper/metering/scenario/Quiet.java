package io.stallkeeper.metering.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.metering.adapters.postgres.LedgerDatabase;
import java.time.Duration;

/**
 * Waits until the outcome of every call is kept. Who is being sent is claimed for more than a day here; who has an
 * outcome isn't. Calls that are never answered stay claimed.
 *
 * @param again sends what a call that would have begun too late has given back
 */
record Quiet(LedgerDatabase database, ScriptedMarketplace aws, Runnable again) {

    private static final String CLAIMED = "select count(*) from metered_hour where state = 'frozen'"
            + " and next_attempt_at > clock_timestamp() + interval '1 day'";

    void await() {
        org.awaitility.Awaitility.await("outcomes")
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> {
                    if (aws.answersLeft() > 0) {
                        again.run();
                    }
                    assertThat(aws.answersLeft())
                            .as("answers of AWS that nobody has asked for")
                            .isZero();
                    assertThat(database.select(CLAIMED).getFirst().getLong(0)).isEqualTo(aws.recordsWithoutAnswer());
                });
    }
}
