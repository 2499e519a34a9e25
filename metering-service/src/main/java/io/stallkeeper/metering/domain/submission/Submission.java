package io.stallkeeper.metering.domain.submission;

import io.stallkeeper.metering.domain.submission.SubmissionEvent.ModeChosen;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Which hours are sent to AWS and which are only rehearsed. Every hour of a subscription is wholly the one or the
 * other, by its start: going live begins with the next hour, so that nothing that was rehearsed is ever sent; going
 * into shadow begins with the hour that runs, since whoever does so wants the calls to end.
 */
public sealed interface Submission {

    /** Nobody has chosen yet: all hours are sent. */
    record Unchosen() implements Submission {}

    /** @param choices the oldest first, at least one; it holds from the beginning */
    record Chosen(List<ModeChosen> choices) implements Submission {
        public Chosen {
            choices = List.copyOf(choices);
        }
    }

    static Submission evolve(Submission state, SubmissionEvent event) {
        return switch (event) {
            case ModeChosen chosen -> {
                var choices = new ArrayList<>(
                        switch (state) {
                            case Unchosen unchosen -> List.<ModeChosen>of();
                            case Chosen(var earlier) -> earlier;
                        });
                choices.add(chosen);
                yield new Chosen(choices);
            }
        };
    }

    /** How the hour that starts then is treated. */
    default Mode of(String subscriptionId, Instant hour) {
        return switch (this) {
            case Unchosen unchosen -> Mode.LIVE;
            case Chosen(var choices) -> {
                var mode = choices.getFirst().of(subscriptionId);
                for (var choice : choices) {
                    var next = choice.of(subscriptionId);
                    mode = hour.isBefore(beginningOf(next, choice.at())) ? mode : next;
                }
                yield mode;
            }
        };
    }

    /** The first hour that a choice made at that time is about. */
    private static Instant beginningOf(Mode mode, Instant at) {
        var running = at.truncatedTo(ChronoUnit.HOURS);
        return switch (mode) {
            case SHADOW -> running;
            case LIVE -> running.equals(at) ? running : running.plus(Duration.ofHours(1));
        };
    }
}
