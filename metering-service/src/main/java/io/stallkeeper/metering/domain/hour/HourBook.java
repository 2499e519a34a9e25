package io.stallkeeper.metering.domain.hour;

import java.math.BigDecimal;

/**
 * The places of one hour's units. What was reported for the hour or carried into it is, at any moment, in exactly one of:
 * carried out, expired, rejected, or what the state says of the rest.
 *
 * @param expired units that expired before they were frozen or after
 * @param rejected units that were never to be sent
 */
public record HourBook(
        MeteredHour state,
        BigDecimal reported,
        BigDecimal carriedIn,
        BigDecimal carriedOut,
        BigDecimal expired,
        BigDecimal rejected) {

    public static final HourBook EMPTY = new HourBook(
            new MeteredHour.Open(),
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
        };
    }

    /** The law, for one hour. */
    public boolean isBalanced() {
        return state instanceof MeteredHour.Open
                ? contents().signum() >= 0
                : contents().compareTo(BigDecimal.valueOf(quantity())) == 0;
    }

    public HourBook evolve(MeteredHourEvent event) {
        var next = MeteredHour.evolve(state, event);
        return switch (event) {
            case MeteredHourEvent.HourFrozen frozen -> with(next, reported, carriedOut, expired, rejected);
            case MeteredHourEvent.UsageAccepted accepted -> with(next, reported, carriedOut, expired, rejected);
            case MeteredHourEvent.UsageRefused refused -> with(next, reported, carriedOut, expired, rejected);
            case MeteredHourEvent.UsageCarried carried -> {
                var also = carried.cause() == CarryCause.LATE ? reported.add(carried.quantity()) : reported;
                yield with(next, also, carriedOut.add(carried.quantity()), expired, rejected);
            }
            case MeteredHourEvent.LateUsageExpired late ->
                with(next, reported.add(late.quantity()), carriedOut, expired.add(late.quantity()), rejected);
            case MeteredHourEvent.HourExpired all -> {
                var ofOpen = state instanceof MeteredHour.Open ? all.quantity() : BigDecimal.ZERO;
                yield with(next, reported, carriedOut, expired.add(ofOpen), rejected);
            }
            case MeteredHourEvent.HourRejected all ->
                with(next, reported, carriedOut, expired, rejected.add(all.quantity()));
        };
    }

    private HourBook with(
            MeteredHour next, BigDecimal reported, BigDecimal carriedOut, BigDecimal expired, BigDecimal rejected) {
        return new HourBook(next, reported, carriedIn, carriedOut, expired, rejected);
    }
}
