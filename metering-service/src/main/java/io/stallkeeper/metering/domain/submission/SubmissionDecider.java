package io.stallkeeper.metering.domain.submission;

import static io.stallkeeper.eventsourcing.decider.Decision.accepted;

import io.stallkeeper.eventsourcing.decider.Decider;
import io.stallkeeper.eventsourcing.decider.Decision;
import io.stallkeeper.metering.domain.submission.SubmissionCommand.ChooseMode;
import io.stallkeeper.metering.domain.submission.SubmissionEvent.ModeChosen;
import java.util.List;
import java.util.TreeSet;

/** A choice that is made already isn't made again: services start often. */
public final class SubmissionDecider implements Decider<SubmissionCommand, Submission, SubmissionEvent> {

    @Override
    public Submission initialState() {
        return new Submission.Unchosen();
    }

    @Override
    public Submission evolve(Submission state, SubmissionEvent event) {
        return Submission.evolve(state, event);
    }

    @Override
    public Decision<SubmissionEvent> decide(SubmissionCommand command, Submission state) {
        return switch (command) {
            case ChooseMode(var mode, var live, var at) -> {
                // Under the mode live everybody is; names would only make two choices of one.
                var named = mode == Mode.LIVE ? List.<String>of() : List.copyOf(new TreeSet<>(live));
                yield isInForce(mode, named, state) ? accepted() : accepted(new ModeChosen(mode, named, at));
            }
        };
    }

    private static boolean isInForce(Mode mode, List<String> live, Submission state) {
        return switch (state) {
            case Submission.Unchosen unchosen -> mode == Mode.LIVE;
            case Submission.Chosen(var choices) ->
                choices.getLast().mode() == mode && choices.getLast().live().equals(live);
        };
    }
}
