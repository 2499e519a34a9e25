package io.stallkeeper.simulator.domain.agreement;

import io.stallkeeper.simulator.domain.agreement.Stage.Active;
import io.stallkeeper.simulator.domain.agreement.Stage.Closed;
import io.stallkeeper.simulator.domain.agreement.Stage.Ended;
import io.stallkeeper.simulator.domain.agreement.Stage.Pending;
import java.time.Instant;
import java.util.List;

/**
 * A buyer's agreement: its terms, what it grants, its stage, and whether it is renewed by itself when its time is over.
 * Its methods are the only legal transitions.
 */
public record Agreement(AgreementTerms terms, List<Entitlement> entitlements, Stage stage, boolean autoRenewal) {

    public Agreement {
        entitlements = List.copyOf(entitlements);
    }

    /** A new agreement, not yet licensed. */
    public static Agreement accepted(
            AgreementTerms terms, List<Entitlement> entitlements, boolean autoRenewal, Payment payment) {
        return new Agreement(terms, entitlements, new Pending(payment), autoRenewal);
    }

    /** Licensed from this instant on. */
    public Agreement activated(Instant at) {
        return switch (stage) {
            case Pending _ -> with(new Active(at));
            case Active _, Ended _, Closed _ -> throw impossible("activated");
        };
    }

    /** Over at this instant; one that was never licensed closes at once. */
    public Agreement ended(Instant at, EndReason reason) {
        return switch (stage) {
            case Pending _ -> with(new Closed(reason, null));
            case Active(Instant activatedAt) -> with(new Ended(activatedAt, at, reason, null));
            case Ended _, Closed _ -> throw impossible("ended");
        };
    }

    /** Its license is gone. */
    public Agreement deprovisioned(Instant at) {
        return switch (stage) {
            case Ended ended -> with(new Ended(ended.activatedAt(), ended.endedAt(), ended.reason(), at));
            case Pending _, Active _, Closed _ -> throw impossible("deprovisioned");
        };
    }

    /** Nothing is metered any more. */
    public Agreement closed(Instant at) {
        return switch (stage) {
            case Ended ended -> with(new Closed(ended.reason(), at));
            case Pending _, Active _, Closed _ -> throw impossible("closed");
        };
    }

    /** With these entitlements instead. */
    public Agreement granting(List<Entitlement> changed) {
        return new Agreement(terms, changed, stage, autoRenewal);
    }

    /** Renewed by itself at its end, or not. */
    public Agreement renewing(boolean byItself) {
        return new Agreement(terms, entitlements, stage, byItself);
    }

    /** Whether neither cancelled nor expired. */
    public boolean isCurrent() {
        return switch (stage) {
            case Pending _, Active _ -> true;
            case Ended _, Closed _ -> false;
        };
    }

    /** Whether it was ever licensed: not before its activation, and never if it ended before that. */
    public boolean wasLicensed() {
        return switch (stage) {
            case Pending _ -> false;
            case Active _, Ended _ -> true;
            case Closed closed -> closed.closedAt() != null;
        };
    }

    /** AWS's name of the status. */
    public String status() {
        return switch (stage) {
            case Pending _, Active _ -> "ACTIVE";
            case Ended ended -> ended.reason().name();
            case Closed(EndReason reason, var _) -> reason.name();
        };
    }

    private Agreement with(Stage next) {
        return new Agreement(terms, entitlements, next, autoRenewal);
    }

    private IllegalStateException impossible(String what) {
        return new IllegalStateException(terms.agreementId() + " cannot be " + what + " in " + stage);
    }
}
