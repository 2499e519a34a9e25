package io.stallkeeper.metering.domain.hour;

import java.math.BigDecimal;

/**
 * The places of one hour's units. What was reported for the hour or carried into it is, at any moment, in exactly one
 * of: carried out, expired, rejected, or what the state says of the rest.
 *
 * @param expired units that expired before they were frozen or after
 * @param rejected units that were never to be sent
 * @param included of those rejected: what the buyer's contract pays for
 * @param shadowed of those rejected: what was only rehearsed, apart from what the state names
 */
public record HourBook(
        MeteredHour state,
        BigDecimal reported,
        BigDecimal carriedIn,
        BigDecimal carriedOut,
        BigDecimal expired,
        BigDecimal rejected,
        BigDecimal included,
        BigDecimal shadowed) {

    public static final HourBook EMPTY = new HourBook(
            new MeteredHour.Open(),
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO);

    /** What is left once everything that has a place of its own is taken off: the open contents, or what was frozen. */
    public BigDecimal contents() {
        return reported.add(carriedIn).subtract(carriedOut).subtract(expired).subtract(rejected);
    }

    /** The quantity that the state names; 0 while open. */
    public long quantity() {
        return switch (state) {
            case MeteredHour.Frozen(long quantity) -> quantity;
            case MeteredHour.Accepted(long quantity) -> quantity;
            case MeteredHour.Refused(long quantity) -> quantity;
            case MeteredHour.Expired(long quantity) -> quantity;
            case MeteredHour.Open open -> 0;
            case MeteredHour.Empty empty -> 0;
            case MeteredHour.Rejected rejectedState -> 0;
            case MeteredHour.Shadowed(long quantity) -> quantity;
        };
    }

    /** The law, for one hour. */
    public boolean isBalanced() {
        return state instanceof MeteredHour.Open
                ? contents().signum() >= 0
                : contents().compareTo(BigDecimal.valueOf(quantity())) == 0;
    }

    public HourBook evolve(MeteredHourEvent event) {
        var next = in(MeteredHour.evolve(state, event));
        return switch (event) {
            case MeteredHourEvent.HourFrozen frozen -> next;
            case MeteredHourEvent.UsageAccepted accepted -> next;
            case MeteredHourEvent.UsageRefused refused -> next;
            case MeteredHourEvent.HourShadowed shadowedHour -> next;
            case MeteredHourEvent.UsageCarried carried ->
                (carried.cause() == CarryCause.LATE ? next.andReported(carried.quantity()) : next)
                        .andCarriedOut(carried.quantity());
            case MeteredHourEvent.UsageReassigned moved ->
                next.andReported(moved.quantity().negate());
            case MeteredHourEvent.HourTaken taken ->
                next.andReported(taken.quantity().negate());
            case MeteredHourEvent.LateUsageExpired late ->
                next.andReported(late.quantity()).andExpired(late.quantity());
            case MeteredHourEvent.HourExpired all ->
                state instanceof MeteredHour.Open ? next.andExpired(all.quantity()) : next;
            case MeteredHourEvent.RemainderExpired rest -> next.andExpired(rest.quantity());
            case MeteredHourEvent.HourRejected all -> next.andRejected(all.quantity());
            case MeteredHourEvent.LateUsageRejected late ->
                next.andReported(late.quantity()).andRejected(late.quantity());
            case MeteredHourEvent.UsageIncluded part -> next.andIncluded(part.quantity());
            case MeteredHourEvent.LateUsageIncluded late ->
                next.andReported(late.quantity()).andIncluded(late.quantity());
            case MeteredHourEvent.UsageShadowed part -> next.andShadowed(part.quantity());
            case MeteredHourEvent.LateUsageShadowed late ->
                next.andReported(late.quantity()).andShadowed(late.quantity());
        };
    }

    /** Usage of another hour counts in this one. */
    public HourBook andCarriedIn(BigDecimal units) {
        return new HourBook(state, reported, carriedIn.add(units), carriedOut, expired, rejected, included, shadowed);
    }

    private HourBook in(MeteredHour next) {
        return new HourBook(next, reported, carriedIn, carriedOut, expired, rejected, included, shadowed);
    }

    private HourBook andReported(BigDecimal units) {
        return new HourBook(state, reported.add(units), carriedIn, carriedOut, expired, rejected, included, shadowed);
    }

    private HourBook andCarriedOut(BigDecimal units) {
        return new HourBook(state, reported, carriedIn, carriedOut.add(units), expired, rejected, included, shadowed);
    }

    private HourBook andExpired(BigDecimal units) {
        return new HourBook(state, reported, carriedIn, carriedOut, expired.add(units), rejected, included, shadowed);
    }

    private HourBook andRejected(BigDecimal units) {
        return new HourBook(state, reported, carriedIn, carriedOut, expired, rejected.add(units), included, shadowed);
    }

    private HourBook andIncluded(BigDecimal units) {
        return new HourBook(
                state, reported, carriedIn, carriedOut, expired, rejected.add(units), included.add(units), shadowed);
    }

    private HourBook andShadowed(BigDecimal units) {
        return new HourBook(
                state, reported, carriedIn, carriedOut, expired, rejected.add(units), included, shadowed.add(units));
    }
}
