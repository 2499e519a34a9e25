package io.stallkeeper.acceptance.books;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A usage event that counts, the first time that it was sent.
 *
 * @param sentAt the marketplace's time before it was sent
 * @param countedBy the marketplace's time when it was in the ledger; null while nobody knows
 */
record ReportedOnce(
        Account account,
        BigDecimal quantity,
        Instant time,
        Instant sentAt,
        @Nullable Instant countedBy) {

    ReportedOnce countedBy(Instant at) {
        return countedBy == null ? new ReportedOnce(account, quantity, time, sentAt, at) : this;
    }
}
