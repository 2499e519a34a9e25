package io.stallkeeper.metering.domain.contract;

import io.stallkeeper.metering.domain.product.IncludedPer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;

/**
 * What is included of one dimension, over time.
 *
 * @param allowances the oldest first
 * @param heard AWS's word has come at all
 */
public record Timeline(List<Allowance> allowances, boolean heard) {

    private static final Allowance BEFORE_THE_FIRST = Allowance.none(Instant.EPOCH);

    public Timeline {
        allowances = List.copyOf(allowances);
    }

    /** The allowance in effect at a time; one that has passed its end stays until the next word of AWS. */
    public Allowance at(Instant time) {
        var current = BEFORE_THE_FIRST;
        for (var allowance : allowances) {
            if (!allowance.from().isAfter(time)) {
                current = allowance;
            }
        }
        return current;
    }

    /** Whether AWS's word reaches up to a time, that itself left out. */
    public boolean isKnownUntil(Instant end) {
        var until = at(end.minusNanos(1)).until();
        return heard && (until == null || !until.isBefore(end));
    }

    /** The first moment of the stretch of time for which included units are counted together. */
    public Instant periodOf(Instant time, IncludedPer per) {
        return switch (per) {
            case TERM -> at(time).termStart();
            case MONTH -> monthOf(time);
        };
    }

    /**
     * Moments at which another quantity begins to count or counting begins anew, after {@code from} and before
     * {@code to}.
     */
    public List<Instant> boundaries(Instant from, Instant to, IncludedPer per) {
        var moments = new TreeSet<Instant>();
        allowances.stream().map(Allowance::from).forEach(moments::add);
        if (per == IncludedPer.MONTH) {
            moments.add(nextMonth(from));
        }
        return List.copyOf(moments.tailSet(from, false).headSet(to, false));
    }

    /** The beginning of the segment that a time is in: of its allowance, or of the month if that is later. */
    public Instant segmentOf(Instant time, IncludedPer per) {
        var from = at(time).from();
        var period = periodOf(time, per);
        return period.isAfter(from) ? period : from;
    }

    private static Instant monthOf(Instant time) {
        return firstOf(time).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant nextMonth(Instant time) {
        return firstOf(time).plusMonths(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static LocalDate firstOf(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
    }
}
