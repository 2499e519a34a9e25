package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * How long what is pending has waited, and how long it still may. Every question is answered by an index or a bounded
 * count.
 */
public final class Backlog {

    private static final String NOW = "select"
            + " (select h.hour from metered_hour h where h.state = 'open'"
            + " and h.reported + h.carried_in > h.carried_out + h.expired + h.rejected order by h.wall limit 1) as open,"
            + " (select h.hour from metered_hour h where h.state = 'frozen' order by h.wall limit 1) as frozen,"
            + " (select least(min(h.wall), min(m.deadline)) from metered_hour h join meter m using (subscription_id)"
            + " where m.state = 'ending' and m.deadline > $1 and h.state in ('open', 'frozen')"
            + " and (h.state = 'frozen' or h.reported + h.carried_in > h.carried_out + h.expired + h.rejected))"
            + " as deadline,"
            + " (select h.wall from metered_hour h where h.state in ('open', 'frozen') and h.wall > $1"
            + " and (h.state = 'frozen' or h.reported + h.carried_in > h.carried_out + h.expired + h.rejected)"
            + " order by h.wall limit 1) as wall,"
            + " (select extract(epoch from clock_timestamp() - rounded_at)::float8 from ledger_summary) as summary_age,"
            + " (select max(extract(epoch from next_at - clock_timestamp()))::float8 / $2::float8 from call_pace) "
            + "as budget_used";

    /**
     * @param oldestOpen start of the oldest hour with units in it that isn't frozen
     * @param oldestFrozen start of the oldest hour that AWS hasn't answered for
     * @param nearestWall the next moment at which something pending is lost
     * @param summaryAgeSeconds since the sums of the ledger were brought up to date
     * @param callBudgetUsed of the places that calls may take ahead of their time, from 0 to 1
     */
    public record State(
            @Nullable Instant oldestOpen,
            @Nullable Instant oldestFrozen,
            @Nullable Instant nearestWall,
            double summaryAgeSeconds,
            double callBudgetUsed) {}

    private final Pool pool;
    private final Clock clock;

    public Backlog(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    public Uni<State> now() {
        return pool.preparedQuery(NOW)
                .execute(Tuple.of(clock.instant().atOffset(UTC), (double) CallPace.AHEAD.toMillis() / 1000))
                .map(rows -> state(rows.iterator().next()));
    }

    private static State state(Row row) {
        var wall = instant(row.getOffsetDateTime("wall"));
        var deadline = instant(row.getOffsetDateTime("deadline"));
        var used = row.getDouble("budget_used");
        return new State(
                instant(row.getOffsetDateTime("open")),
                instant(row.getOffsetDateTime("frozen")),
                wall == null || (deadline != null && deadline.isBefore(wall)) ? deadline : wall,
                row.getDouble("summary_age"),
                used == null ? 0 : Math.clamp(used, 0, 1));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
