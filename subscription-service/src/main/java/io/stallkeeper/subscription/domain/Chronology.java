package io.stallkeeper.subscription.domain;

import io.stallkeeper.subscription.domain.Subscription.Active;
import io.stallkeeper.subscription.domain.Subscription.Ended;
import io.stallkeeper.subscription.domain.Subscription.Ending;
import io.stallkeeper.subscription.domain.Subscription.Failed;
import io.stallkeeper.subscription.domain.Subscription.Known;
import io.stallkeeper.subscription.domain.Subscription.Pending;
import java.time.Duration;
import java.time.Instant;

/**
 * How a subscription stands by AWS's times alone. AWS promises neither order nor exactly-once (marketplace-protocol
 * 2.3, 3.1), so the signals are told anew in the order of their times whenever one is added: whatever order they came
 * in, the same signals have the same outcome.
 */
final class Chronology {

    /** How long AWS takes records after the first sign of the end (marketplace-protocol A1). */
    private static final Duration FINAL_HOUR = Duration.ofHours(1);

    private Chronology() {}

    static Known of(Life life) {
        Known standing = new Pending(life);
        for (var signal : life.deciding()) {
            standing = after(standing, signal);
        }
        return standing;
    }

    private static Known after(Known standing, Signal signal) {
        return switch (signal.kind()) {
            case ACTIVATED -> canActivate(standing, signal) ? activated(standing, signal) : standing;
            case ENTITLEMENTS_CHANGED -> standing;
            case ENDING, DEPROVISIONED ->
                standing.life().goesOnAfter(signal) ? standing : ending(standing, signal.at());
            case CLOSED -> closed(standing, signal.at());
            case FAILED ->
                switch (standing) {
                    case Pending _ -> new Failed(standing.life(), signal.at());
                    // A second attempt that fails takes nothing away.
                    case Active _, Ending _, Ended _, Failed _ -> standing;
                };
        };
    }

    /**
     * A license ends once, also one that a customer moved to; an older listing's customer may come back under the same
     * identifier, or by another license.
     */
    private static boolean canActivate(Known standing, Signal activation) {
        var life = standing.life();
        return switch (standing) {
            case Pending _, Failed _ -> true;
            case Active _ -> false;
            case Ending ending ->
                !life.isTakenBackBefore(activation)
                        && (!life.isLicensed() || activation.at().isBefore(ending.meteringDeadline()));
            case Ended _ -> !life.isTakenBackBefore(activation) && !life.isLicensed();
        };
    }

    private static Known activated(Known standing, Signal signal) {
        return new Active(standing.life(), signal.at(), signal.agreementId());
    }

    private static Known ending(Known standing, Instant at) {
        return switch (standing) {
            // Where no activation is known: it may have got lost, or be on its way.
            case Pending _, Failed _, Active _ -> new Ending(standing.life(), at, at.plus(FINAL_HOUR));
            // The earliest signal counts, and these are told in order.
            case Ending _, Ended _ -> standing;
        };
    }

    private static Known closed(Known standing, Instant at) {
        return switch (standing) {
            case Pending _, Failed _, Active _ -> new Ended(standing.life(), at);
            case Ending ending ->
                new Ended(ending.life(), at.isBefore(ending.meteringDeadline()) ? at : ending.meteringDeadline());
            case Ended _ -> standing;
        };
    }
}
