package io.stallkeeper.metering.adapters.postgres;

import io.stallkeeper.metering.domain.hour.Identities;
import io.stallkeeper.metering.domain.hour.MeteringWindow;
import io.stallkeeper.metering.domain.hour.SendAs;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A meter beside the hours of its subscription.
 *
 * @param closed whether AWS takes nothing any more
 */
record MeterRow(String productCode, MeteringWindow window, Identities identities, boolean closed) {

    /** Of the table {@code meter m}, each named {@code m_…}. */
    static final String COLUMNS = "m.state as m_state, m.product_code as m_product_code,"
            + " m.license_arn as m_license_arn, m.customer_aws_account_id as m_account,"
            + " m.customer_identifier as m_customer, m.before_license_arn as m_before_license_arn,"
            + " m.before_customer_aws_account_id as m_before_account,"
            + " m.before_customer_identifier as m_before_customer,"
            + " nullif(m.identity_since, '-infinity') as m_identity_since, m.activated_at as m_activated_at,"
            + " m.deadline as m_deadline";

    /** Null if the subscription has no meter. */
    static @Nullable MeterRow of(Row row) {
        var state = row.getString("m_state");
        if (state == null) {
            return null;
        }
        var product = row.getString("m_product_code");
        var current = new SendAs(
                product, row.getString("m_license_arn"), row.getString("m_account"), row.getString("m_customer"));
        var since = instant(row.getOffsetDateTime("m_identity_since"));
        var before = new SendAs(
                product,
                row.getString("m_before_license_arn"),
                row.getString("m_before_account"),
                row.getString("m_before_customer"));
        var metered = state.equals("running") || state.equals("ending");
        return new MeterRow(
                product,
                new MeteringWindow(
                        metered,
                        Objects.requireNonNull(instant(row.getOffsetDateTime("m_activated_at"))),
                        state.equals("running") ? null : instant(row.getOffsetDateTime("m_deadline"))),
                since == null ? Identities.always(current) : new Identities(current, since, before),
                state.equals("closed"));
    }

    /** Whether the final hour has passed, even if nobody has told of it yet. */
    boolean isOverAt(Instant now) {
        var deadline = window.deadline();
        return closed || (deadline != null && !deadline.isAfter(now));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
