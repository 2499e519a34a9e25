package io.stallkeeper.metering.adapters.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.metering.adapters.postgres.ParkedUsageQueries.Parked;
import io.stallkeeper.metering.adapters.postgres.ReplayMark;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

class UsageMessageTest {

    private static final byte[] BODY = "{ \"any\" : 1.10 }".getBytes(UTF_8);

    @Test
    void extension_attributes_go_along_with_the_others() {
        var message = UsageMessage.binary("l-1", Map.of("id", "€", "myextension", "kept"), "application/json", BODY)
                .toRecord("usage", "trace");

        assertThat(headersOf(message))
                .containsExactlyInAnyOrder(
                        "ce_id=€", "ce_myextension=kept", "content-type=application/json", "traceparent=trace");
        assertThat(message.key()).isEqualTo("l-1");
        assertThat(message.value()).isEqualTo(BODY);
    }

    @Test
    void an_event_whole_goes_as_it_came() {
        var message = UsageMessage.structured("l-1", BODY).toRecord("usage", null);

        assertThat(headersOf(message)).containsExactly("content-type=application/cloudevents+json; charset=utf-8");
        assertThat(message.value()).isEqualTo(BODY);
    }

    @Test
    void a_replayed_event_keeps_its_headers_and_its_own_trace() {
        var id = UUID.randomUUID();
        var at = Instant.parse("2026-08-20T14:00:00.123456Z");
        var headers = List.<org.apache.kafka.common.header.Header>of(
                new RecordHeader("traceparent", "its own".getBytes(UTF_8)), new RecordHeader("x", new byte[] {-1}));
        var parked = new Parked(id, "usage-0", 7, "no-time", null, headers, BODY, at, 3, null);

        var message = UsageMessage.replay(parked).toRecord("usage", "another");

        assertThat(headersOf(message)).contains("traceparent=its own").noneMatch(header -> header.endsWith("another"));
        assertThat(message.headers().lastHeader("x").value()).isEqualTo(new byte[] {-1});
        assertThat(message.headers().lastHeader(ReplayMark.HEADER).value())
                .isEqualTo((id + ";2026-08-20T14:00:00.123456Z;3").getBytes(UTF_8));
        assertThat(message.key()).isNull();
    }

    private static List<String> headersOf(ProducerRecord<String, byte[]> message) {
        return StreamSupport.stream(message.headers().spliterator(), false)
                .map(header -> header.key() + "=" + new String(header.value(), UTF_8))
                .toList();
    }
}
