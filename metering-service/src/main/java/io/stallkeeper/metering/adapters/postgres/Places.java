package io.stallkeeper.metering.adapters.postgres;

import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Units in each of the law's places, every place added up by itself.
 *
 * @param included of those rejected, paid for by the buyer's contract
 * @param shadowed of those rejected, only rehearsed
 * @param balanced what was reported or carried in is, exactly, in the places or carried out
 */
@Schema(
        description = "Units in each place. reported + carriedIn = accepted + pending + refused + expired + rejected"
                + " + carriedOut; balanced says whether it is so.")
public record Places(
        @Schema(description = "Reported for these hours.", examples = "118.25")
        BigDecimal reported,

        @Schema(description = "Taken in from other hours of the dimension.", examples = "0")
        BigDecimal carriedIn,

        @Schema(description = "Left to other hours: late usage and fractions.", examples = "0.25")
        BigDecimal carriedOut,

        @Schema(description = "AWS bills it.", examples = "100")
        BigDecimal accepted,

        @Schema(description = "Not answered for by AWS yet.", examples = "0")
        BigDecimal pending,

        @Schema(description = "AWS doesn't bill it, for good.", examples = "0")
        BigDecimal refused,

        @Schema(description = "Past the last moment at which AWS takes it.", examples = "0")
        BigDecimal expired,

        @Schema(description = "Never to be sent.", examples = "18")
        BigDecimal rejected,

        @Schema(description = "Of those rejected: paid for by the buyer's contract.", examples = "18")
        BigDecimal included,

        @Schema(description = "Of those rejected: only rehearsed, in shadow mode.", examples = "0")
        BigDecimal shadowed,

        @Schema(description = "Whether every unit is in exactly one place.", examples = "true")
        boolean balanced) {

    static final String SUMS = "sum(reported) as reported, sum(carried_in) as carried_in,"
            + " sum(carried_out) as carried_out, sum(accepted) as accepted, sum(pending) as pending,"
            + " sum(refused) as refused, sum(expired) as expired, sum(rejected) as rejected,"
            + " sum(included) as included, sum(shadowed) as shadowed";

    static Places of(Row row) {
        return of(
                row.getBigDecimal("reported"),
                row.getBigDecimal("carried_in"),
                row.getBigDecimal("carried_out"),
                row.getBigDecimal("accepted"),
                row.getBigDecimal("pending"),
                row.getBigDecimal("refused"),
                row.getBigDecimal("expired"),
                row.getBigDecimal("rejected"),
                row.getBigDecimal("included"),
                row.getBigDecimal("shadowed"));
    }

    /** Balanced is decided before anything is rounded. */
    private static Places of(
            BigDecimal reported,
            BigDecimal carriedIn,
            BigDecimal carriedOut,
            BigDecimal accepted,
            BigDecimal pending,
            BigDecimal refused,
            BigDecimal expired,
            BigDecimal rejected,
            BigDecimal included,
            BigDecimal shadowed) {
        var placed =
                accepted.add(pending).add(refused).add(expired).add(rejected).add(carriedOut);
        return new Places(
                Units.rounded(reported),
                Units.rounded(carriedIn),
                Units.rounded(carriedOut),
                Units.rounded(accepted),
                Units.rounded(pending),
                Units.rounded(refused),
                Units.rounded(expired),
                Units.rounded(rejected),
                Units.rounded(included),
                Units.rounded(shadowed),
                reported.add(carriedIn).compareTo(placed) == 0);
    }
}
