package io.stallkeeper.metering.domain.hour;

import java.time.Instant;

/**
 * What AWS takes one quantity for, ever: a dimension of a subscription in an hour (marketplace-protocol 4.2).
 *
 * @param hour start of the UTC hour
 */
public record HourKey(String subscriptionId, String dimension, Instant hour) implements Comparable<HourKey> {

    public HourKey {
        if (hour.getEpochSecond() % 3600 != 0 || hour.getNano() != 0) {
            throw new IllegalArgumentException("an hour begins at its first second");
        }
    }

    /** The one order in which hours are locked, so that no two transactions wait for each other. */
    @Override
    public int compareTo(HourKey other) {
        int bySubscription = subscriptionId.compareTo(other.subscriptionId);
        int byDimension = bySubscription != 0 ? bySubscription : dimension.compareTo(other.dimension);
        return byDimension != 0 ? byDimension : hour.compareTo(other.hour);
    }

    public HourKey at(Instant otherHour) {
        return new HourKey(subscriptionId, dimension, otherHour);
    }
}
