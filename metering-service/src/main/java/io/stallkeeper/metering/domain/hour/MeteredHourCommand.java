package io.stallkeeper.metering.domain.hour;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of an hour. Quantities in units, at least 0. */
public sealed interface MeteredHourCommand {

    HourKey key();

    /**
     * Fix what will be sent.
     *
     * @param contents all usage that is in the hour
     * @param timestamp what AWS is told: inside the hour, not before the activation
     * @param recorded whether AWS is told even if there is no whole unit
     * @param allocations parts of the whole units by their tags; none if nothing has tags
     * @param carryTo the hour that takes what isn't sent: fractions, and what exceeds AWS's largest quantity; null if
     *     no hour can
     */
    record Freeze(
            HourKey key,
            BigDecimal contents,
            Instant timestamp,
            SendAs sendAs,
            boolean recorded,
            List<TaggedQuantity> allocations,
            @Nullable Instant carryTo)
            implements MeteredHourCommand {

        public Freeze {
            allocations = List.copyOf(allocations);
        }

        /** Without tags; AWS is told of whole units alone. */
        public Freeze(HourKey key, BigDecimal contents, Instant timestamp, SendAs sendAs, Instant carryTo) {
            this(key, contents, timestamp, sendAs, false, List.of(), carryTo);
        }

        public Freeze withAllocations(List<TaggedQuantity> parts) {
            return new Freeze(key, contents, timestamp, sendAs, recorded, parts, carryTo);
        }
    }

    /** Usage came for the hour after it was frozen, and another hour takes it. */
    record CarryLate(HourKey key, BigDecimal quantity, Instant carryTo) implements MeteredHourCommand {}

    /** Usage came for the hour when no hour could take it any more. */
    record ExpireLate(HourKey key, BigDecimal quantity, String reason) implements MeteredHourCommand {}

    /** Usage came for an hour whose usage must not be sent. */
    record RejectLate(HourKey key, BigDecimal quantity, String reason) implements MeteredHourCommand {}

    /**
     * Usage of the open hour was reported under another name of a subscription, and counts there.
     *
     * @param quantity what was reported here and is still in the hour
     * @param contents all usage that is in the hour
     * @param toSubscription whose usage it is
     */
    record Reassign(HourKey key, BigDecimal quantity, BigDecimal contents, String toSubscription)
            implements MeteredHourCommand {}

    /**
     * AWS is told of the hour under another name of the buyer.
     *
     * @param quantity what was reported for the hour and is still in it
     * @param contents all usage that is in the hour
     * @param carryTo the hour that takes what was carried into this one; null if no hour can
     */
    record Take(
            HourKey key,
            BigDecimal quantity,
            BigDecimal contents,
            @Nullable Instant carryTo) implements MeteredHourCommand {}

    /** AWS answered that it bills the hour. */
    record Accept(HourKey key, String meteringRecordId) implements MeteredHourCommand {}

    /**
     * AWS answered that it will never bill the hour.
     *
     * @param difference units that AWS bills less than was sent, where its answer tells: it has another record of the
     *     hour
     */
    record Refuse(HourKey key, String reason, @Nullable Long difference) implements MeteredHourCommand {

        public Refuse(HourKey key, String reason) {
            this(key, reason, null);
        }
    }

    /**
     * The last moment has passed.
     *
     * @param contents all usage in the hour, if it is still open
     */
    record Expire(HourKey key, BigDecimal contents, String reason) implements MeteredHourCommand {}

    /** The usage in the hour must not be sent. */
    record Reject(HourKey key, BigDecimal contents, String reason) implements MeteredHourCommand {}

    /** The buyer's contract pays for part of the open hour. */
    record Include(HourKey key, BigDecimal quantity) implements MeteredHourCommand {}

    /** The buyer's contract pays for usage that came after the hour was frozen. */
    record IncludeLate(HourKey key, BigDecimal quantity) implements MeteredHourCommand {}

    /** The hour was only rehearsed: what was frozen is not sent. */
    record Shadow(HourKey key) implements MeteredHourCommand {}

    /** Part of the open hour was only rehearsed and goes nowhere. */
    record ShadowPart(HourKey key, BigDecimal quantity) implements MeteredHourCommand {}

    /** Usage came for an hour that was only rehearsed, after it was frozen, and goes nowhere. */
    record ShadowLate(HourKey key, BigDecimal quantity) implements MeteredHourCommand {}
}
