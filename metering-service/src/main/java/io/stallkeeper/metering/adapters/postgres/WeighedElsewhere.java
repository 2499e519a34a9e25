package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.domain.contract.Allowance;
import io.stallkeeper.metering.domain.contract.Timeline;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.product.IncludedPer;
import io.stallkeeper.metering.domain.product.MeteredDimension;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * What was weighed under another name of a buyer against the one contract that there is: it uses up what the contract
 * includes for the subscription as well.
 */
public final class WeighedElsewhere {

    private static final String WEIGHED = "select dimension, period, segment, units from weighed_usage"
            + " where subscription_id = $1 and period > '-infinity' and units > 0";

    private final Contracts contracts;
    private final ProductCatalog products;

    public WeighedElsewhere(Contracts contracts, ProductCatalog products) {
        this.contracts = contracts;
        this.products = products;
    }

    private record Weighed(String dimension, Instant period, Instant segment, BigDecimal units) {

        static Weighed of(Row row) {
            return new Weighed(
                    row.getString("dimension"),
                    row.getOffsetDateTime("period").toInstant(),
                    row.getOffsetDateTime("segment").toInstant(),
                    row.getBigDecimal("units"));
        }

        /**
         * The same among the subscription's periods. Both names' terms are the same, though AWS's first word on each
         * dates them differently; so do the quantities that were in effect.
         */
        Weighed among(Timeline own, Timeline others, IncludedPer per, Instant now) {
            var current = own.periodOf(now, per);
            if (!period.equals(others.periodOf(now, per))) {
                return this;
            }
            return new Weighed(dimension, current, own.at(segment).isNone() ? own.segmentOf(now, per) : segment, units);
        }
    }

    /** While nobody weighs anything. */
    Uni<Void> add(
            PostgresTransaction transaction, String aliasId, String subscriptionId, String productCode, Instant now) {
        return transaction
                .connection()
                .preparedQuery(WEIGHED)
                .execute(Tuple.of(aliasId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Weighed::of)
                        .toList())
                .chain(weighed -> weighed.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : contracts
                                .timelines(transaction, dimensions(weighed, aliasId, subscriptionId))
                                .chain(timelines -> keep(
                                        transaction,
                                        subscriptionId,
                                        weighed.stream()
                                                .map(one -> one.among(
                                                        timelineOf(timelines, subscriptionId, one.dimension()),
                                                        timelineOf(timelines, aliasId, one.dimension()),
                                                        perOf(productCode, one.dimension()),
                                                        now))
                                                .toList())));
    }

    private static List<HourKey> dimensions(List<Weighed> weighed, String aliasId, String subscriptionId) {
        var dimensions = new ArrayList<HourKey>();
        weighed.stream().map(Weighed::dimension).distinct().forEach(dimension -> {
            dimensions.add(new HourKey(aliasId, dimension, Instant.EPOCH));
            dimensions.add(new HourKey(subscriptionId, dimension, Instant.EPOCH));
        });
        return dimensions;
    }

    private static Timeline timelineOf(Map<HourKey, Timeline> timelines, String name, String dimension) {
        return timelines.getOrDefault(
                new HourKey(name, dimension, Instant.EPOCH), new Timeline(List.<Allowance>of(), false));
    }

    private IncludedPer perOf(String productCode, String dimension) {
        return products.product(productCode)
                .flatMap(product -> product.dimension(dimension))
                .map(MeteredDimension::includedPer)
                .orElse(IncludedPer.TERM);
    }

    private static Uni<Void> keep(PostgresTransaction transaction, String subscriptionId, List<Weighed> weighed) {
        return transaction
                .connection()
                .preparedQuery(ContractWeigher.KEEP)
                .executeBatch(weighed.stream()
                        .map(one -> Tuple.of(
                                subscriptionId,
                                one.dimension(),
                                one.period().atOffset(UTC),
                                one.segment().atOffset(UTC),
                                one.units()))
                        .toList())
                .replaceWithVoid();
    }
}
