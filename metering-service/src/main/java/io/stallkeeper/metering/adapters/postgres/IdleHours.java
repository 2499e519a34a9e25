package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.metering.domain.hour.ClosingRules;
import io.stallkeeper.metering.domain.hour.Walls;
import io.stallkeeper.metering.domain.product.Product;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Makes the rows of hours without usage, for products that tell AWS of them, once the hour is final: then they are
 * closed like any other (marketplace-protocol 4.2). Only between the activation and the end, and never of an hour that
 * AWS takes no more, or is told of under another name of the buyer, or of an alias. A license may be another name of a
 * customer of the same product as long as it isn't known which license that customer has: until then only the
 * customer's hours are made.
 */
public final class IdleHours {

    /** Meters in one transaction: with some dimensions and a day's hours each, some ten thousand rows. */
    private static final int BATCH_SIZE = 200;

    private static final int HOURS_BACK = 25;

    /**
     * $1 product codes with $2 dimensions; $3 hours with $4 their walls; $5 the last hour that is final, $6 now, $7 the
     * margin before an end in seconds. An hour is made once: what has been made is remembered with the meter.
     */
    private static final String MAKE = "with unsure as materialized (select distinct c.product_code from meter c"
            + " where c.subscription_id like 'c-%' and c.license_arn is null and c.state in ('running', 'ending')"
            + " and not exists (select from subscription_alias a where a.alias_id = c.subscription_id)"
            + " and not exists (select from subscription_alias a where a.subscription_id = c.subscription_id)),"
            + " due as (select m.subscription_id, m.product_code, m.activated_at,"
            + " m.idle_made_until, case when m.state = 'ending' then date_trunc('hour', m.ending_since, 'UTC')"
            + " else $5 end as last from meter m where m.product_code = any($1) and (m.state = 'running'"
            + " and m.idle_made_until < $5 or m.state = 'ending' and m.deadline > $6"
            + " and m.deadline - $7::float8 * interval '1 second' <= $6"
            + " and m.idle_made_until < date_trunc('hour', m.ending_since, 'UTC'))"
            + " and not exists (select from subscription_alias a where a.alias_id = m.subscription_id)"
            + " and (m.subscription_id not like 'l-%' or m.product_code not in (select product_code from unsure))"
            + " order by m.subscription_id limit " + BATCH_SIZE + " for update of m skip locked),"
            + " made as (insert into metered_hour (subscription_id, dimension, hour, wall)"
            + " select d.subscription_id, p.dimension, t.hour, t.wall"
            + " from due d join unnest($1::text[], $2::text[]) as p(code, dimension) on p.code = d.product_code"
            + " join unnest($3::timestamptz[], $4::timestamptz[]) as t(hour, wall)"
            + " on t.hour >= date_trunc('hour', d.activated_at, 'UTC') and t.hour > d.idle_made_until"
            + " and t.hour <= d.last and not exists (select from told_hour told"
            + " where told.subscription_id = d.subscription_id and told.hour = t.hour)"
            + " order by 1, 2, 3 on conflict do nothing)"
            + " update meter m set idle_made_until = d.last from due d where m.subscription_id = d.subscription_id";

    private final PostgresEventLog log;
    private final List<String> productCodes = new ArrayList<>();
    private final List<String> dimensions = new ArrayList<>();
    private final ClosingRules rules;
    private final Clock clock;

    public IdleHours(PostgresEventLog log, ProductCatalog products, ClosingRules rules, Clock clock) {
        this.log = log;
        this.rules = rules;
        this.clock = clock;
        products.byCode().values().stream().filter(Product::recordsIdleHours).forEach(product -> product.dimensions()
                .forEach(dimension -> {
                    productCodes.add(product.code());
                    dimensions.add(dimension.dimension());
                }));
    }

    /** One batch, while no other name of a buyer becomes known. The number of meters whose idle hours were made. */
    public Uni<Integer> makeDue() {
        if (productCodes.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        var now = clock.instant();
        var last = rules.idleHours(now).stream().reduce(Instant.EPOCH, (older, newer) -> newer);
        var hours = Stream.iterate(Walls.hourOf(now), hour -> hour.minus(Duration.ofHours(1)))
                .limit(HOURS_BACK)
                .filter(hour -> Walls.lastMomentOf(hour).isAfter(now))
                .toList();
        return log.inTransaction(transaction -> HourCloser.keepOut(transaction).chain(() -> transaction
                .connection()
                .preparedQuery(MAKE)
                .execute(Tuple.tuple(List.of(
                        productCodes.toArray(String[]::new),
                        dimensions.toArray(String[]::new),
                        column(hours, hour -> hour),
                        column(hours, Walls::lastMomentOf),
                        last.atOffset(UTC),
                        now.atOffset(UTC),
                        (double) rules.terms().finalFlushMargin().toSeconds())))
                .map(rows -> rows.rowCount())));
    }

    private static OffsetDateTime[] column(List<Instant> hours, UnaryOperator<Instant> value) {
        return hours.stream().map(value).map(time -> time.atOffset(UTC)).toArray(OffsetDateTime[]::new);
    }
}
