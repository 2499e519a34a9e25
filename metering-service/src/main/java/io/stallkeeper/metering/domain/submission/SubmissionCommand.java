package io.stallkeeper.metering.domain.submission;

import java.time.Instant;
import java.util.Set;

/** What can be decided about sending. */
public sealed interface SubmissionCommand {

    /** @param live subscriptions that are live even if the mode is shadow */
    record ChooseMode(Mode mode, Set<String> live, Instant at) implements SubmissionCommand {
        public ChooseMode {
            live = Set.copyOf(live);
        }
    }
}
