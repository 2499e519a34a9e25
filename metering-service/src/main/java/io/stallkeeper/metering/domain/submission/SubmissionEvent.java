package io.stallkeeper.metering.domain.submission;

import java.time.Instant;
import java.util.List;

/** What was decided about sending. */
public sealed interface SubmissionEvent {

    /**
     * From then on this mode holds.
     *
     * @param live subscriptions that are live even if the mode is shadow, in the order of their names
     */
    record ModeChosen(Mode mode, List<String> live, Instant at) implements SubmissionEvent {
        public ModeChosen {
            live = List.copyOf(live);
        }

        Mode of(String subscriptionId) {
            return live.contains(subscriptionId) ? Mode.LIVE : mode;
        }
    }
}
