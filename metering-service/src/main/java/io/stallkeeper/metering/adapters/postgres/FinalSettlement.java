package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.metering.domain.meter.MeterCommand;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;

/**
 * Tells when no usage of an ending subscription is pending any more; also if that is so only after its close, because
 * the last of it expired there.
 */
public final class FinalSettlement {

    private static final int BATCH_SIZE = 100;

    /** Whatever was pending at a close has found its place by then. */
    private static final Duration STILL_ASKED = Duration.ofHours(25);

    private static final String SETTLED = "select m.subscription_id, last.metering_record_id, last.accepted_at"
            + " from meter m left join lateral (select h.metering_record_id, h.accepted_at from metered_hour h"
            + " where h.subscription_id = m.subscription_id and h.state = 'accepted'"
            + " order by h.accepted_at desc, h.metering_record_id limit 1) last on true"
            + " where (m.state = 'ending' or m.state = 'closed' and m.ending_since is not null"
            + " and m.settled_with is null and m.closed_at > $1)"
            + " and m.settled_with is distinct from coalesce(last.metering_record_id, '')"
            + " and not exists (select from metered_hour h where h.subscription_id = m.subscription_id"
            + " and h.state in ('open', 'frozen') and (h.state = 'frozen'"
            + " or h.reported + h.carried_in > h.carried_out + h.expired + h.rejected))"
            + " limit " + BATCH_SIZE + " for update of m skip locked";

    private final PostgresEventLog log;
    private final Meters meters;
    private final Clock clock;

    public FinalSettlement(PostgresEventLog log, Meters meters, Clock clock) {
        this.log = log;
        this.meters = meters;
        this.clock = clock;
    }

    /** One batch. The number of meters that were settled. */
    public Uni<Integer> settleDue() {
        return log.inTransaction(transaction -> transaction
                .connection()
                .preparedQuery(SETTLED)
                .execute(Tuple.of(clock.instant().minus(STILL_ASKED).atOffset(UTC)))
                .chain(rows -> Multi.createFrom()
                        .iterable(rows)
                        .onItem()
                        .transformToUniAndConcatenate(row -> meters.apply(transaction, settle(row), EventMetadata.NONE))
                        .collect()
                        .last()
                        .replaceWith(rows.size())));
    }

    private MeterCommand settle(Row row) {
        var lastAcceptedAt = row.getOffsetDateTime("accepted_at");
        return new MeterCommand.Settle(
                row.getString("subscription_id"),
                clock.instant(),
                row.getString("metering_record_id"),
                lastAcceptedAt == null ? null : lastAcceptedAt.toInstant());
    }
}
