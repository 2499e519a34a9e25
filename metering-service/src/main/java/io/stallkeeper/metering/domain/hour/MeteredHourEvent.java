package io.stallkeeper.metering.domain.hour;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to the usage of one dimension in one hour. Quantities in units. */
public sealed interface MeteredHourEvent {

    HourKey key();

    /**
     * This is what is sent, on every attempt.
     *
     * @param allocations parts of the quantity by their tags, which add up to it; none if nothing has tags
     * @param recorded whether it is sent at all: without a whole unit it depends on the product
     */
    record HourFrozen(
            HourKey key,
            long quantity,
            Instant timestamp,
            SendAs sendAs,
            List<TaggedQuantity> allocations,
            boolean recorded)
            implements MeteredHourEvent {

        public HourFrozen {
            allocations = List.copyOf(allocations);
        }

        /** Without tags; sent if there is a whole unit. */
        public HourFrozen(HourKey key, long quantity, Instant timestamp, SendAs sendAs) {
            this(key, quantity, timestamp, sendAs, List.of(), quantity > 0);
        }
    }

    /**
     * Usage of this hour counts in another one.
     *
     * @param cause why it isn't billed where it was used
     */
    record UsageCarried(HourKey key, BigDecimal quantity, Instant toHour, CarryCause cause)
            implements MeteredHourEvent {}

    /**
     * Usage that was reported for this hour was another subscription's: it counts as reported there, and not here.
     *
     * @param emptied whether nothing is left here, so that the hour is over with
     */
    record UsageReassigned(HourKey key, BigDecimal quantity, String toSubscription, boolean emptied)
            implements MeteredHourEvent {}

    /**
     * AWS was or will be told of the hour under another name of the buyer, in this dimension or in another: what was
     * reported for it counts as late, unless the other name has it already.
     */
    record HourTaken(HourKey key, BigDecimal quantity) implements MeteredHourEvent {}

    record UsageAccepted(HourKey key, long quantity, String meteringRecordId) implements MeteredHourEvent {}

    /** @param difference units that AWS bills less than was sent, where its answer tells; null otherwise */
    record UsageRefused(
            HourKey key,
            long quantity,
            String reason,
            @Nullable Long difference) implements MeteredHourEvent {

        public UsageRefused(HourKey key, long quantity, String reason) {
            this(key, quantity, reason, null);
        }
    }

    /** All that was pending in the hour passed its last moment. */
    record HourExpired(HourKey key, BigDecimal quantity, String reason) implements MeteredHourEvent {}

    /** Usage that came for the hour could not be placed any more. */
    record LateUsageExpired(HourKey key, BigDecimal quantity, String reason) implements MeteredHourEvent {}

    /** What was left of the hour when whole units were frozen finds no hour that takes it any more. */
    record RemainderExpired(HourKey key, BigDecimal quantity, String reason) implements MeteredHourEvent {}

    /** Usage that came late for an hour whose usage must not be sent. */
    record LateUsageRejected(HourKey key, BigDecimal quantity, String reason) implements MeteredHourEvent {}

    /** All that was in the hour is ours to refuse, such as usage before the activation. */
    record HourRejected(HourKey key, BigDecimal quantity, String reason) implements MeteredHourEvent {}

    /** Part of an open hour is paid for by the buyer's contract: it is not sent. */
    record UsageIncluded(HourKey key, BigDecimal quantity) implements MeteredHourEvent {}

    /** Usage that came for the hour after it was frozen is paid for by the buyer's contract. */
    record LateUsageIncluded(HourKey key, BigDecimal quantity) implements MeteredHourEvent {}

    /** What was frozen stays ours: it was only rehearsed. */
    record HourShadowed(HourKey key, long quantity) implements MeteredHourEvent {}

    /** Part of an open hour that was only rehearsed, and that must not go on into an hour that is sent. */
    record UsageShadowed(HourKey key, BigDecimal quantity) implements MeteredHourEvent {}

    /** Usage that came late for an hour that was only rehearsed, and that must not go on into an hour that is sent. */
    record LateUsageShadowed(HourKey key, BigDecimal quantity) implements MeteredHourEvent {}
}
