package io.stallkeeper.testkit.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.eventsourcing.decider.Decider;
import io.stallkeeper.eventsourcing.decider.Decision;
import java.util.List;

/** Given these events, when that command, then those events: a decider's rule as one sentence. */
public final class DeciderScenario<C, S, E> {

    private final Decider<C, S, E> decider;
    private final List<E> past;

    private DeciderScenario(Decider<C, S, E> decider, List<E> past) {
        this.decider = decider;
        this.past = past;
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <C, S, E> DeciderScenario<C, S, E> given(Decider<C, S, E> decider, E... past) {
        return new DeciderScenario<>(decider, List.of(past));
    }

    public Outcome when(C command) {
        return new Outcome(decider.decide(command, decider.fold(decider.initialState(), past)));
    }

    /** What was decided. */
    public final class Outcome {

        private final Decision<E> decision;

        private Outcome(Decision<E> decision) {
            this.decision = decision;
        }

        @SafeVarargs
        @SuppressWarnings("varargs")
        public final void then(E... events) {
            assertThat(decision).isEqualTo(new Decision.Accepted<>(List.of(events)));
        }

        public void thenNothing() {
            assertThat(decision).isEqualTo(new Decision.Accepted<E>(List.of()));
        }

        public void thenRejected(String reason) {
            assertThat(decision).isEqualTo(new Decision.Rejected<E>(reason));
        }
    }
}
