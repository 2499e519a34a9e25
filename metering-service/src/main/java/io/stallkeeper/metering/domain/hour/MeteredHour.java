package io.stallkeeper.metering.domain.hour;

/**
 * Where the usage of one dimension in one hour stands. It leaves {@link Open} once; its quantity never changes after.
 */
public sealed interface MeteredHour {

    /** The largest quantity that AWS takes in one record (marketplace-protocol 4.1). */
    long MAX_QUANTITY = 2_147_483_647L;

    /** Usage is still added. */
    record Open() implements MeteredHour {}

    /** The quantity is fixed and AWS has not answered for it yet. */
    record Frozen(long quantity) implements MeteredHour {}

    /** What was there counts elsewhere, less than one unit or what its buyer has under another name. */
    record Empty() implements MeteredHour {}

    /** AWS bills it. */
    record Accepted(long quantity) implements MeteredHour {}

    /** AWS doesn't bill it, for good. */
    record Refused(long quantity) implements MeteredHour {}

    /** It passed the last moment at which AWS takes it. */
    record Expired(long quantity) implements MeteredHour {}

    /** It never was to be sent. */
    record Rejected() implements MeteredHour {}

    /** It would have been sent, but its subscription was only rehearsed: AWS is never told. */
    record Shadowed(long quantity) implements MeteredHour {}

    static MeteredHour evolve(MeteredHour state, MeteredHourEvent event) {
        return switch (event) {
            case MeteredHourEvent.HourFrozen frozen -> {
                require(state instanceof Open, state, event);
                yield frozen.recorded() ? new Frozen(frozen.quantity()) : new Empty();
            }
            case MeteredHourEvent.UsageAccepted accepted -> {
                require(state instanceof Frozen || state instanceof Expired, state, event);
                yield new Accepted(accepted.quantity());
            }
            case MeteredHourEvent.UsageRefused refused -> {
                require(state instanceof Frozen, state, event);
                yield new Refused(refused.quantity());
            }
            case MeteredHourEvent.HourExpired expired -> {
                require(state instanceof Open || state instanceof Frozen, state, event);
                yield new Expired(state instanceof Frozen(long quantity) ? quantity : 0);
            }
            case MeteredHourEvent.HourRejected rejected -> {
                require(state instanceof Open, state, event);
                yield new Rejected();
            }
            case MeteredHourEvent.HourShadowed shadowed -> {
                require(state instanceof Frozen, state, event);
                yield new Shadowed(shadowed.quantity());
            }
            case MeteredHourEvent.UsageReassigned reassigned -> {
                require(state instanceof Open, state, event);
                yield reassigned.emptied() ? new Empty() : state;
            }
            case MeteredHourEvent.HourTaken taken -> {
                require(state instanceof Open, state, event);
                yield new Empty();
            }
            case MeteredHourEvent.UsageIncluded included -> stillOpen(state, event);
            case MeteredHourEvent.UsageShadowed shadowed -> stillOpen(state, event);
            case MeteredHourEvent.UsageCarried carried -> state;
            case MeteredHourEvent.LateUsageExpired expired -> state;
            case MeteredHourEvent.RemainderExpired expired -> state;
            case MeteredHourEvent.LateUsageRejected rejected -> state;
            case MeteredHourEvent.LateUsageIncluded included -> state;
            case MeteredHourEvent.LateUsageShadowed shadowed -> state;
        };
    }

    private static MeteredHour stillOpen(MeteredHour state, MeteredHourEvent event) {
        require(state instanceof Open, state, event);
        return state;
    }

    private static void require(boolean possible, MeteredHour state, MeteredHourEvent event) {
        if (!possible) {
            throw new IllegalStateException(event.getClass().getSimpleName() + " can't have happened in " + state);
        }
    }
}
