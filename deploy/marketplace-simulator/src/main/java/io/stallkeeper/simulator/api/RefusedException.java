package io.stallkeeper.simulator.api;

import io.stallkeeper.simulator.domain.Decision;
import io.stallkeeper.simulator.domain.Decision.Accepted;
import io.stallkeeper.simulator.domain.Decision.Rejected;
import io.stallkeeper.simulator.domain.refusal.Refusal;

/** A refusal on its way out of a request that can't go on. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public RefusedException(Refusal refusal) {
        super(refusal.message(), null, false, false);
        this.refusal = refusal;
    }

    /** The answer of an accepted request; throws the refusal of a rejected one. */
    public static <T> T answerOf(Decision<T> decision) {
        return switch (decision) {
            case Accepted<T> accepted -> accepted.answer();
            case Rejected<T> rejected -> throw new RefusedException(rejected.refusal());
        };
    }

    public Refusal refusal() {
        return refusal;
    }
}
