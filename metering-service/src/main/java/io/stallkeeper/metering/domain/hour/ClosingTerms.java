package io.stallkeeper.metering.domain.hour;

import java.time.Duration;

/**
 * How long usage is waited for.
 *
 * @param settleDelay after an hour, for its usage
 * @param idleRecordDelay after an hour without usage, before AWS is told so
 * @param lastCall before its wall an hour that waits for more than a fraction is closed
 * @param finalFlushMargin before the end of a subscription everything is closed; as much is left for sending what is
 *     placed late
 */
public record ClosingTerms(
        Duration settleDelay, Duration idleRecordDelay, Duration lastCall, Duration finalFlushMargin) {

    /** Usage of hours is waited for so much longer. */
    ClosingTerms longerBy(Duration held) {
        return new ClosingTerms(settleDelay.plus(held), idleRecordDelay.plus(held), lastCall, finalFlushMargin);
    }
}
