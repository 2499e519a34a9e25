package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;
import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.metering.adapters.postgres.CarriedUsage.Carried;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Reads the ledger: each place is added up by itself, so that the law is seen and not assumed. */
public final class LedgerQueries {

    private static final String METER = "select m.state, m.product_code,"
            + " m.subscription_id is not null or exists (select from metered_hour where subscription_id = $1) as exists"
            + " from (select $1::text as id) asked left join meter m on m.subscription_id = asked.id";

    private static final String PLACES = "select dimension, " + Places.SUMS + " from hour_places"
            + " where subscription_id = $1 and ($2::text is null or dimension = $2) and hour >= $3 and hour < $4"
            + " group by dimension order by dimension";

    private static final String HOURS = "select " + LedgerHour.COLUMNS + " from hour_places"
            + " where subscription_id = $1 and ($2::text is null or dimension = $2) and ($3::text is null or state = $3)"
            + " and hour >= $4 and hour < $5 and (hour < $6 or hour = $6 and dimension > $7)"
            + " order by hour desc, dimension limit $8";

    /** Which hours: of one dimension or all, in one state or any, from a moment on and before another. */
    public record Selection(
            @Nullable String dimension, @Nullable String state, Instant from, Instant to) {}

    /** What is known of a subscription; the state is null as long as nothing told of its activation. */
    public record Subscription(
            @Nullable String meter, @Nullable String productCode) {}

    /** Places of all hours of a dimension that were asked for. */
    @Schema(name = "DimensionPlaces", description = "The places of all hours of a dimension that were asked for.")
    public record OfDimension(
            @Schema(description = "AWS's API identifier of what is counted.", examples = "requests")
            String dimension,

            @JsonUnwrapped Places places) {}

    private final Pool pool;
    private final CarriedUsage carried;

    public LedgerQueries(Pool pool) {
        this.pool = pool;
        this.carried = new CarriedUsage(pool);
    }

    /** Empty if neither a meter nor any usage is known of it. */
    public Uni<Optional<Subscription>> subscription(String subscriptionId) {
        return select(METER, Tuple.of(subscriptionId), row -> row)
                .map(List::getFirst)
                .map(row -> Boolean.TRUE.equals(row.getBoolean("exists"))
                        ? Optional.of(new Subscription(row.getString("state"), row.getString("product_code")))
                        : Optional.empty());
    }

    public Uni<List<OfDimension>> places(String subscriptionId, Selection selection) {
        return select(
                PLACES,
                tuple(
                        subscriptionId,
                        selection.dimension(),
                        selection.from().atOffset(UTC),
                        selection.to().atOffset(UTC)),
                row -> new OfDimension(row.getString("dimension"), Places.of(row)));
    }

    /** The newest hour first, dimensions in the order of their names. */
    public Uni<List<LedgerHour>> hours(
            String subscriptionId, Selection selection, Optional<HourCursor> behind, int limit) {
        var cursor = behind.orElse(HourCursor.START);
        return select(
                        HOURS,
                        tuple(
                                subscriptionId,
                                selection.dimension(),
                                selection.state(),
                                selection.from().atOffset(UTC),
                                selection.to().atOffset(UTC),
                                cursor.hour().atOffset(UTC),
                                cursor.dimension(),
                                limit),
                        LedgerHour::of)
                .chain(hours -> hours.isEmpty()
                        ? Uni.createFrom().item(hours)
                        : carried.between(
                                        subscriptionId,
                                        selection.dimension(),
                                        hours.getLast().hour(),
                                        hours.getFirst().hour())
                                .map(rows -> with(hours, rows)));
    }

    /** A row of another hour than these is left out. */
    private static List<LedgerHour> with(List<LedgerHour> hours, List<Carried> carried) {
        var taken = carried.stream().collect(groupingBy(row -> new Place(row.dimension(), row.to())));
        var given = carried.stream().collect(groupingBy(row -> new Place(row.dimension(), row.from())));
        return hours.stream()
                .map(hour -> {
                    var place = new Place(hour.dimension(), hour.hour());
                    return hour.with(taken.getOrDefault(place, List.of()), given.getOrDefault(place, List.of()));
                })
                .toList();
    }

    private record Place(String dimension, Instant hour) {}

    private static Tuple tuple(@Nullable Object... values) {
        return Tuple.tuple(Arrays.asList(values));
    }

    private <T> Uni<List<T>> select(String sql, Tuple values, Function<Row, T> toRecord) {
        return pool.preparedQuery(sql).execute(values).map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(toRecord)
                .toList());
    }
}
