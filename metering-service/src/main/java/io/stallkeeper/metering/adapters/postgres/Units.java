package io.stallkeeper.metering.adapters.postgres;

import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Quantities as answers and metrics have them: at most 12 decimals, half up, no more digits than needed. */
final class Units {

    private static final int DECIMALS = 12;

    private Units() {}

    static BigDecimal of(Row row, String column) {
        return rounded(row.getBigDecimal(column));
    }

    static BigDecimal rounded(BigDecimal units) {
        var shortest = units.setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }
}
