package io.stallkeeper.subscription.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.subscription.adapters.Identities;
import io.stallkeeper.subscription.domain.BuyerIdentity;
import io.stallkeeper.subscription.domain.notification.Disposition;
import io.stallkeeper.subscription.domain.notification.Notification;
import io.stallkeeper.subscription.domain.notification.Subject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** The notifications, as they came, once each. */
public final class NotificationStore {

    /** How far apart AWS dates the same news for the seller's two roles. Seen: less than a second; so this is ample. */
    private static final Duration TWINS_APART = Duration.ofMinutes(1);

    private static final String KEEP = "insert into notification (id, form, type, event, at, agreement_id, license_of,"
            + " account_id, product_code, customer_identifier, body, disposition, received_at)"
            + " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'waiting', $12) on conflict do nothing";

    private static final String DISPOSE =
            "update notification set disposition = $2" + " where id = $1 and disposition <> 'applied'";

    private static final String EFFECT =
            "insert into notification_effect (notification_id, subscription_id) values ($1, $2) on conflict do nothing";

    private static final String TWIN = "select 1 from notification where agreement_id = $1 and event = $2"
            + " and type <> $3 and license_of is not distinct from $4::text and at between $5 and $6"
            + " and disposition <> 'twin' limit 1";

    private static final String UNAPPLIED = "select id, at, body from notification n"
            + " where disposition in ('waiting', 'applied', 'superseded')"
            + " and not exists (select 1 from notification_effect e"
            + " where e.notification_id = n.id and e.subscription_id = $1)"
            + " and (agreement_id in (select agreement_id from agreement_link where subscription_id = $1)"
            + " or license_of in (select alias_id from license_alias where subscription_id = $1)"
            + " or (product_code = $2 and customer_identifier = $3)"
            + " or (disposition = 'waiting' and account_id = $4))"
            + " order by at, arrival";

    private final Clock clock;

    /** A notification to be read again. */
    public record Kept(String id, Instant at, String body) {}

    public NotificationStore(Clock clock) {
        this.clock = clock;
    }

    /** True the first time, false ever after. */
    public Uni<Boolean> keep(PostgresTransaction transaction, Notification notification, String body) {
        var row = Tuple.tuple()
                .addString(notification.id())
                .addString(lowerCase(notification.form()))
                .addString(notification.type())
                .addString(notification.event())
                .addOffsetDateTime(notification.at().atOffset(UTC));
        switch (notification.subject()) {
            case Subject.License license ->
                row.addString(license.agreementId())
                        .addString(licenseOf(license))
                        .addString(license.accountId())
                        .addString(license.buyer().productCode())
                        .addString(null);
            case Subject.Customer customer ->
                row.addString(null)
                        .addString(null)
                        .addString(null)
                        .addString(customer.buyer().productCode())
                        .addString(customer.customerIdentifier());
            case Subject.Agreement agreement ->
                row.addString(agreement.agreementId())
                        .addString(null)
                        .addString(agreement.accountId())
                        .addString(null)
                        .addString(null);
            case Subject.Nobody _ ->
                row.addString(null)
                        .addString(null)
                        .addString(null)
                        .addString(null)
                        .addString(null);
        }
        row.addString(body).addOffsetDateTime(clock.instant().atOffset(UTC));
        return transaction.connection().preparedQuery(KEEP).execute(row).map(rows -> rows.rowCount() == 1);
    }

    public Uni<Void> dispose(PostgresTransaction transaction, String id, Disposition disposition) {
        return transaction
                .connection()
                .preparedQuery(DISPOSE)
                .execute(Tuple.of(id, lowerCase(disposition)))
                .replaceWithVoid();
    }

    public Uni<Void> tookEffect(PostgresTransaction transaction, String id, String subscriptionId) {
        return transaction
                .connection()
                .preparedQuery(EFFECT)
                .execute(Tuple.of(id, subscriptionId))
                .replaceWithVoid();
    }

    /** Whether the same was told already to the seller's other role. */
    public Uni<Boolean> hasTwin(PostgresTransaction transaction, Notification notification) {
        var agreementId = notification.agreementId();
        if (agreementId == null) {
            return Uni.createFrom().item(false);
        }
        var at = notification.at().atOffset(UTC);
        return transaction
                .connection()
                .preparedQuery(TWIN)
                .execute(Tuple.tuple()
                        .addString(agreementId)
                        .addString(notification.event())
                        .addString(notification.type())
                        .addString(
                                notification.subject() instanceof Subject.License license ? licenseOf(license) : null)
                        .addOffsetDateTime(at.minus(TWINS_APART))
                        .addOffsetDateTime(at.plus(TWINS_APART)))
                .map(rows -> rows.rowCount() > 0);
    }

    /** What came before this subscription was known, and may be about it; in the order of AWS's times. */
    public Uni<List<Kept>> unapplied(PostgresTransaction transaction, String subscriptionId, BuyerIdentity buyer) {
        var parameters = Tuple.tuple()
                .addString(subscriptionId)
                .addString(buyer.productCode())
                .addString(buyer.customerIdentifier())
                .addString(buyer.customerAwsAccountId());
        return transaction
                .connection()
                .preparedQuery(UNAPPLIED)
                .execute(parameters)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(NotificationStore::toKept)
                        .toList());
    }

    private static Kept toKept(Row row) {
        return new Kept(row.getString("id"), row.getOffsetDateTime("at").toInstant(), row.getString("body"));
    }

    private static String licenseOf(Subject.License license) {
        return Identities.subscriptionOf(license.buyer()).value();
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
