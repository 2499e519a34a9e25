package io.stallkeeper.metering.adapters.postgres;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.metering.domain.meter.MeterCommand;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Clock;

/** Tells when no usage of an ending subscription is pending any more. */
public final class FinalSettlement {

    private static final int BATCH_SIZE = 100;

    private static final String SETTLED =
            "select m.subscription_id, last.metering_record_id, last.accepted_at from meter m"
                    + " left join lateral (select h.metering_record_id, h.accepted_at from metered_hour h"
                    + " where h.subscription_id = m.subscription_id and h.state = 'accepted'"
                    + " order by h.accepted_at desc, h.metering_record_id limit 1) last on true"
                    + " where m.state = 'ending' and m.settled_with is distinct from coalesce(last.metering_record_id, '')"
                    + " and not exists (select from metered_hour h where h.subscription_id = m.subscription_id and (h.state ="
                    + " 'frozen' or h.state = 'open'"
                    + " and h.reported + h.carried_in > h.carried_out + h.expired + h.rejected))"
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
        return log.inTransaction(
                transaction -> transaction.connection().query(SETTLED).execute().chain(rows -> Multi.createFrom()
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
