package io.stallkeeper.metering.adapters.postgres;

import com.fasterxml.jackson.core.type.TypeReference;
import io.stallkeeper.eventsourcing.log.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** Kafka's headers as bytes and back, whatever they hold: names twice, values that are no text, none at all. */
final class KafkaHeaders {

    private static final TypeReference<List<@Nullable String[]>> PAIRS = new TypeReference<>() {};

    private KafkaHeaders() {}

    static byte[] toBytes(Iterable<Header> headers) {
        var pairs = new ArrayList<@Nullable String[]>();
        for (var header : headers) {
            if (!header.key().equals(ReplayMark.HEADER)) {
                var value = header.value() == null ? null : Base64.getEncoder().encodeToString(header.value());
                pairs.add(new @Nullable String[] {header.key(), value});
            }
        }
        try {
            return EventJson.MAPPER.writeValueAsBytes(pairs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Header> toHeaders(byte[] bytes) {
        try {
            return EventJson.MAPPER.readValue(bytes, PAIRS).stream()
                    .map(Arrays::asList)
                    .<Header>map(pair -> new RecordHeader(
                            String.valueOf(pair.getFirst()),
                            pair.getLast() == null ? null : Base64.getDecoder().decode(pair.getLast())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
