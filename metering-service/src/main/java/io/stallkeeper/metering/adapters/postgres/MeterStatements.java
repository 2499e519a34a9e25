package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.domain.hour.SendAs;
import io.stallkeeper.metering.domain.meter.MeterEvent;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A meter's row as its events leave it, and what they mean for the hours that wait. */
final class MeterStatements {

    private static final String OPEN = "insert into meter as m (subscription_id, state, product_code, license_arn,"
            + " customer_aws_account_id, customer_identifier, activated_at)"
            + " values ($1, 'running', $2, $3, $4, $5, $6) on conflict (subscription_id) do update"
            + " set state = 'running', license_arn = excluded.license_arn,"
            + " customer_aws_account_id = excluded.customer_aws_account_id,"
            + " customer_identifier = excluded.customer_identifier, activated_at = excluded.activated_at,"
            + " ending_since = null, deadline = null, settled_with = null, closed_at = null";

    /** From one kind of identity to the other: $6 is the first hour of the new one. */
    private static final String MIGRATE = "update meter set before_license_arn = license_arn,"
            + " before_customer_aws_account_id = customer_aws_account_id,"
            + " before_customer_identifier = customer_identifier, identity_since = $6, license_arn = $3,"
            + " customer_aws_account_id = $4, customer_identifier = $5, product_code = $2"
            + " where subscription_id = $1";

    private static final String CORRECT = "update meter set license_arn = $3, customer_aws_account_id = $4,"
            + " customer_identifier = $5, product_code = $2 where subscription_id = $1";

    private static final String STOP = "update meter set state = 'stopped' where subscription_id = $1";

    private static final String BEGIN_ENDING = "insert into meter (subscription_id, state, product_code, license_arn,"
            + " customer_aws_account_id, customer_identifier, activated_at, ending_since, deadline)"
            + " values ($1, 'ending', $2, $3, $4, $5, to_timestamp(0), $6, $7) on conflict (subscription_id) do update"
            + " set state = 'ending', ending_since = excluded.ending_since, deadline = excluded.deadline";

    private static final String SETTLE = "update meter set settled_with = $2 where subscription_id = $1";

    private static final String CLOSE = "update meter set state = 'closed', closed_at = $2 where subscription_id = $1";

    /** Open hours are looked at again; what is frozen goes in the order that it has without an end. */
    private static final String WAKE = "update metered_hour set waits_until = '-infinity',"
            + " send_by = case when state = 'frozen' then wall else send_by end,"
            + " send_rank = case when state = 'frozen' and send_rank = " + SendQueue.RANK_ENDING + " then "
            + SendQueue.RANK_USAGE + " else send_rank end,"
            + " next_attempt_at = case when next_attempt_at = 'infinity' then clock_timestamp() else next_attempt_at end"
            + " where subscription_id = $1 and state in ('open', 'frozen')";

    private static final String HOLD =
            "update metered_hour set next_attempt_at = 'infinity' where subscription_id = $1 and state = 'frozen'";

    private MeterStatements() {}

    static Uni<Void> project(PostgresTransaction transaction, MeterEvent event) {
        var id = event.subscriptionId();
        return switch (event) {
            case MeterEvent.MeterOpened opened ->
                execute(transaction, OPEN, row(id, opened.sendAs(), opened.activatedAt()))
                        .chain(() -> execute(transaction, WAKE, Tuple.of(id)));
            case MeterEvent.MeterIdentityChanged changed ->
                changed.from().equals(Instant.EPOCH)
                        ? execute(transaction, CORRECT, row(id, changed.sendAs()))
                        : execute(transaction, MIGRATE, row(id, changed.sendAs(), changed.from()));
            case MeterEvent.MeterStopped stopped ->
                execute(transaction, STOP, Tuple.of(id)).chain(() -> execute(transaction, HOLD, Tuple.of(id)));
            case MeterEvent.MeterEnding ending ->
                execute(transaction, BEGIN_ENDING, row(id, ending.sendAs(), ending.endingSince(), ending.deadline()))
                        .chain(() -> execute(transaction, WAKE, Tuple.of(id)));
            case MeterEvent.MeterClosed closed ->
                execute(transaction, CLOSE, Tuple.of(id, closed.closedAt().atOffset(UTC)));
            case MeterEvent.FinalUsageSettled settled ->
                execute(
                        transaction,
                        SETTLE,
                        Tuple.of(id, Objects.requireNonNullElse(settled.lastMeteringRecordId(), "")));
        };
    }

    private static Tuple row(String id, SendAs sendAs, Instant... times) {
        var row = Tuple.tuple(Arrays.<@Nullable Object>asList(
                id,
                sendAs.productCode(),
                sendAs.licenseArn(),
                sendAs.customerAwsAccountId(),
                sendAs.customerIdentifier()));
        for (var time : times) {
            row.addOffsetDateTime(time.atOffset(UTC));
        }
        return row;
    }

    private static Uni<Void> execute(PostgresTransaction transaction, String sql, Tuple values) {
        return transaction.connection().preparedQuery(sql).execute(values).replaceWithVoid();
    }
}
