package io.stallkeeper.registration.api.operator;

import io.stallkeeper.registration.adapters.postgres.OverviewRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some registrations of one status, the oldest first.
 *
 * @param nextPage the number of the page behind this one, null behind the last
 */
public record RegistrationPage(
        List<Entry> registrations, @Nullable Integer nextPage) {

    /** A registration in short. */
    public record Entry(
            String subscriptionId,
            String productCode,
            String status,
            boolean freeTrial,
            Instant startedAt,
            @Nullable Instant registeredAt) {

        static Entry of(OverviewRow row) {
            return new Entry(
                    row.subscriptionId, row.productCode, row.status, row.freeTrial, row.startedAt, row.registeredAt);
        }
    }

    /** A full page may have a successor; it may be an empty one. */
    static RegistrationPage of(List<OverviewRow> rows, int page, int size) {
        return new RegistrationPage(
                rows.stream().map(Entry::of).toList(), rows.size() == size ? Integer.valueOf(page + 1) : null);
    }
}
