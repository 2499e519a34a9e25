package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.stallkeeper.metering.domain.hour.HourKey;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;

/** Many hours as the first three parameters of a statement: {@code $1::text[], $2::text[], $3::timestamptz[]}. */
final class HourKeys {

    private HourKeys() {}

    static Tuple tupleOf(List<HourKey> keys) {
        return Tuple.of(
                keys.stream().map(HourKey::subscriptionId).toArray(String[]::new),
                keys.stream().map(HourKey::dimension).toArray(String[]::new),
                keys.stream().map(key -> key.hour().atOffset(UTC)).toArray(OffsetDateTime[]::new));
    }
}
