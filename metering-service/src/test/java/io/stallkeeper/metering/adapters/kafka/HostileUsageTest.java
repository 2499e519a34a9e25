package io.stallkeeper.metering.adapters.kafka;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.stallkeeper.metering.adapters.usage.UsageBatchReader;
import io.stallkeeper.metering.adapters.usage.UsageBatchReader.NotABatch;
import io.stallkeeper.metering.adapters.usage.UsageFault;
import io.stallkeeper.metering.adapters.usage.UsageReader;
import io.stallkeeper.metering.adapters.usage.UsageReading;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What strangers send, and the one answer that each of it has: on the topic, in both of its forms, and in a batch. */
class HostileUsageTest {

    private static final String EVENT = """
            {"specversion":"1.0","id":"1","source":"/app","type":"io.stallkeeper.usage.reported.v1",\
            "time":"2026-08-20T14:05:00Z","data":{"subscriptionId":"l-1","dimension":"requests","quantity":1}}""";

    private static final String DATA = "{\"subscriptionId\":\"l-1\",\"dimension\":\"requests\",\"quantity\":1}";

    private final UsageReader reader =
            new UsageReader(ProductCatalog.EMPTY, Clock.fixed(Instant.parse("2026-08-20T14:30:00Z"), ZoneOffset.UTC));
    private final UsageRecords records = new UsageRecords(reader);

    /** A field of the event, what stands there instead, and the answer. */
    static Stream<Arguments> attributes() {
        return Stream.of(
                arguments("\"1.0\"", "\"0.3\"", "not-a-cloudevent"),
                arguments("\"1.0\"", "1.0", "not-a-cloudevent"),
                arguments("\"id\":\"1\",", "", "not-a-cloudevent"),
                arguments("\"id\":\"1\"", "\"id\":\"\"", "not-a-cloudevent"),
                arguments("\"id\":\"1\"", "\"id\":1", "not-a-cloudevent"),
                arguments("\"id\":\"1\"", "\"id\":null", "not-a-cloudevent"),
                arguments("\"id\":\"1\"", "\"id\":[{}]", "not-a-cloudevent"),
                arguments("\"id\":\"1\"", "\"id\":\"a\\u0000b\"", "not-a-cloudevent"),
                arguments("\"id\":\"1\"", "\"id\":\"\\ud800\"", "not-a-cloudevent"),
                arguments("\"id\":\"1\"", "\"id\":\"\\udc00\\ud800\"", "not-a-cloudevent"),
                arguments("\"id\":\"1\"", "\"id\":\"" + "i".repeat(1_025) + "\"", "id-or-source-too-long"),
                arguments("\"id\":\"1\"", "\"id\":\"1\",\"id\":\"2\"", "duplicate-field"),
                arguments("\"/app\"", "\"\"", "not-a-cloudevent"),
                arguments("\"/app\"", "\"not a uri\"", "not-a-cloudevent"),
                arguments("\"/app\"", "\"/" + "s".repeat(1_024) + "\"", "id-or-source-too-long"),
                arguments("usage.reported.v1", "usage.reported.v2", "not-a-usage-event"),
                arguments("\"io.stallkeeper.usage.reported.v1\"", "null", "not-a-cloudevent"),
                arguments("\"time\"", "\"tide\"", "no-time"),
                arguments("\"2026-08-20T14:05:00Z\"", "1787234700", "time-not-valid"),
                arguments("2026-08-20T14:05:00Z", "yesterday", "time-not-valid"),
                arguments("2026-08-20T14:05:00Z", "2026-08-20", "time-not-valid"),
                arguments("2026-08-20T14:05:00Z", "2026-08-20T14:05:00", "time-not-valid"),
                arguments("2026-08-20T14:05:00Z", "2026-08-20T14:05Z", "time-not-valid"),
                arguments("2026-08-20T14:05:00Z", "2026-08-20T14:05:00.Z", "time-not-valid"),
                arguments("2026-08-20T14:05:00Z", "2026-08-20T14:05:60Z", "time-not-valid"),
                arguments("2026-08-20T14:05:00Z", "2026-08-20T24:00:00Z", "time-not-valid"),
                arguments("2026-08-20T14:05:00Z", "2026-02-29T14:05:00Z", "time-not-valid"),
                arguments("2026-08-20T14:05:00Z", "2026-08-20T14:05:00+0200", "time-not-valid"),
                arguments("2026-08-20T14:05:00Z", "+292277026596-12-04T15:30:07Z", "time-not-valid"),
                arguments("2026-08-20T14:05:00Z", "2026-08-20T14:05:00." + "0".repeat(50) + "Z", "time-not-valid"),
                arguments("2026-08-20T14:05:00Z", "0001-01-01T00:00:00Z", "time-out-of-range"),
                arguments("2026-08-20T14:05:00Z", "2014-12-31T23:59:59Z", "time-out-of-range"),
                arguments("2026-08-20T14:05:00Z", "2026-08-20T14:40:00.000000001Z", "time-in-the-future"),
                arguments("2026-08-20T14:05:00Z", "9999-12-31T23:59:59Z", "time-in-the-future"),
                arguments("\"data\":", "\"datum\":", "data-not-json"),
                arguments(DATA, "null", "data-not-json"),
                arguments(DATA, "[" + DATA + "]", "data-not-json"),
                arguments(DATA, "\"" + DATA.replace("\"", "\\\"") + "\"", "data-not-json"),
                arguments("\"data\":" + DATA, "\"data_base64\":\"%%%\"", "data-not-json"),
                arguments("\"data\":" + DATA, "\"data_base64\":\"bm8ganNvbg==\"", "data-not-json"),
                arguments("\"data\":", "\"data_base64\":\"e30=\",\"data\":", "duplicate-field"),
                arguments("\"data\":", "\"datacontenttype\":\"text/xml\",\"data\":", "data-not-json"),
                arguments("\"data\":", "\"x\":\"" + "x".repeat(65_536) + "\",\"data\":", "data-too-large"));
    }

    /** A field of the data, what stands there instead, and the answer. */
    static Stream<Arguments> data() {
        return Stream.of(
                arguments("\"l-1\"", "7", "no-subscription"),
                arguments("\"l-1\"", "\"../etc\"", "no-subscription"),
                arguments("\"l-1\"", "\"l-1\\u0000\"", "no-subscription"),
                arguments("\"l-1\"", "\"l-" + "1".repeat(200) + "\"", "no-subscription"),
                arguments("\"subscriptionId\":\"l-1\"", "\"licenseArn\":\"nonsense\"", "no-subscription"),
                arguments("\"subscriptionId\":\"l-1\"", "\"licenseArn\":\"a:license/lic-1\"", "no-subscription"),
                arguments("\"subscriptionId\":\"l-1\"", "\"productCode\":\"p\"", "no-subscription"),
                arguments(
                        "\"subscriptionId\":\"l-1\"",
                        "\"productCode\":\"p\",\"customerIdentifier\":\"\\ud800\"",
                        "no-subscription"),
                arguments("\"l-1\"", "\"l-1\",\"subscriptionId\":\"l-2\"", "duplicate-field"),
                arguments("\"requests\"", "7", "no-dimension"),
                arguments("\"requests\"", "null", "no-dimension"),
                arguments("\"requests\"", "\" \"", "no-dimension"),
                arguments("\"requests\"", "\"a\\u0000b\"", "no-dimension"),
                arguments("\"requests\"", "\"réq\"", "no-dimension"),
                arguments("\"requests\"", "\"" + "d".repeat(256) + "\"", "no-dimension"),
                arguments("\"quantity\":1", "\"quantity\":\"1\"", "quantity-not-a-number"),
                arguments("\"quantity\":1", "\"quantity\":\"NaN\"", "quantity-not-a-number"),
                arguments("\"quantity\":1", "\"quantity\":true", "quantity-not-a-number"),
                arguments("\"quantity\":1", "\"quantity\":{\"a\":1}", "quantity-not-a-number"),
                arguments("\"quantity\":1", "\"quantity\":null", "quantity-not-a-number"),
                arguments(",\"quantity\":1", "", "quantity-not-a-number"),
                arguments("\"quantity\":1", "\"quantity\":-0.1", "quantity-negative"),
                arguments("\"quantity\":1", "\"quantity\":-1e-999", "quantity-negative"),
                arguments("\"quantity\":1", "\"quantity\":1e999999999", "quantity-out-of-range"),
                arguments("\"quantity\":1", "\"quantity\":1e99999999999", "quantity-out-of-range"),
                arguments("\"quantity\":1", "\"quantity\":1e-999999", "quantity-out-of-range"),
                arguments("\"quantity\":1", "\"quantity\":2147483648", "quantity-out-of-range"),
                arguments("\"quantity\":1", "\"quantity\":0.0000000000001", "quantity-out-of-range"),
                arguments("\"quantity\":1", "\"quantity\":1" + "0".repeat(5_000), "quantity-out-of-range"),
                arguments("\"quantity\":1", "\"quantity\":1,\"quantity\":2", "duplicate-field"),
                arguments("\"quantity\":1", "\"quantity\":1,\"tags\":[]", "tags-not-valid"),
                arguments("\"quantity\":1", "\"quantity\":1,\"tags\":{\"a\":1}", "tags-not-valid"),
                arguments("\"quantity\":1", "\"quantity\":1,\"tags\":{\"\":\"b\"}", "tags-not-valid"),
                arguments("\"quantity\":1", "\"quantity\":1,\"tags\":{\"a\":\"b\\n\"}", "tags-not-valid"),
                arguments("\"quantity\":1", "\"quantity\":1,\"tags\":{\"a\":\"\\u0000\"}", "tags-not-valid"),
                arguments("\"quantity\":1", "\"quantity\":1,\"tags\":{\"a\":\"<{}>\"}", "tags-not-valid"),
                arguments("\"quantity\":1", "\"quantity\":1,\"tags\":{\"a\":\"b\",\"a\":\"c\"}", "duplicate-field"),
                arguments(
                        "\"quantity\":1",
                        "\"quantity\":1,\"tags\":{\"a\":\"1\",\"b\":\"1\",\"c\":\"1\",\"d\":\"1\",\"e\":\"1\",\"f\":\"1\"}",
                        "tags-not-valid"),
                arguments("\"quantity\":1", "\"quantity\":1,\"uniqueKey\":\"\"", "unique-key-not-valid"),
                arguments("\"quantity\":1", "\"quantity\":1,\"uniqueKey\":7", "unique-key-not-valid"),
                arguments("\"quantity\":1", "\"quantity\":1,\"uniqueKey\":\"\\udfff\"", "unique-key-not-valid"),
                arguments(
                        "\"quantity\":1",
                        "\"quantity\":1,\"uniqueKey\":\"" + "k".repeat(1_025) + "\"",
                        "unique-key-not-valid"));
    }

    /** A part of the event, what stands there instead and makes it no JSON. */
    static Stream<Arguments> noJson() {
        return Stream.of(
                arguments("\"quantity\":1", "\"quantity\":NaN"),
                arguments("\"quantity\":1", "\"quantity\":Infinity"),
                arguments("\"quantity\":1", "\"quantity\":01"),
                arguments("\"quantity\":1", "\"quantity\":.5"),
                arguments("\"quantity\":1", "\"quantity\":0x10"),
                arguments("\"quantity\":1", "\"quantity\":1,"),
                arguments("\"quantity\":1", "'quantity':1"),
                arguments("\"requests\"", "\"a\u0000b\""),
                arguments("\"requests\"", "\"a\nb\""),
                arguments("\"quantity\":1", "\"quantity\":1,\"deep\":" + "[".repeat(40) + "]".repeat(40)),
                arguments("\"quantity\":1", "\"quantity\":1,\"deep\":" + "{\"a\":".repeat(5_000)),
                arguments("}}", "}"),
                arguments("}}", "}}x"));
    }

    @ParameterizedTest(name = "{2}: {1}")
    @MethodSource({"attributes", "data"})
    void an_event_that_can_not_be_counted_says_why(String part, String instead, String reason) throws NotABatch {
        var json = EVENT.replace(part, instead);

        assertThat(structured(json.getBytes(UTF_8))).isEqualTo(new UsageReading.Uncountable(reason));
        var batch = new UsageBatchReader(reader).read(("[" + EVENT + "," + json + "]").getBytes(UTF_8));
        assertThat(batch.getFirst().reading()).isInstanceOf(UsageReading.Countable.class);
        assertThat(batch.getLast().reading()).isEqualTo(new UsageReading.Uncountable(reason));
    }

    @ParameterizedTest(name = "{2}: {1}")
    @MethodSource("data")
    void data_behind_headers_has_the_same_answers(String part, String instead, String reason) {
        assertThat(binary(DATA.replace(part, instead).getBytes(UTF_8))).isEqualTo(new UsageReading.Uncountable(reason));
    }

    @ParameterizedTest
    @MethodSource("noJson")
    void what_is_no_json_is_none_in_any_form(String part, String instead) {
        var json = EVENT.replace(part, instead);

        assertThat(structured(json.getBytes(UTF_8))).isEqualTo(new UsageReading.Uncountable("not-json"));
        assertThat(batchFault("[" + EVENT + "," + json + "]")).isEqualTo("not-json");
        if (DATA.contains(part)) {
            var data = DATA.replace(part, instead).getBytes(UTF_8);
            assertThat(binary(data)).isEqualTo(new UsageReading.Uncountable("data-not-json"));
        }
    }

    static Stream<byte[]> noUtf8() {
        return Stream.of(
                EVENT.replace("/app", "/äpp").getBytes(ISO_8859_1),
                EVENT.replace("/app", "\u00c0\u0080").getBytes(ISO_8859_1),
                EVENT.replace("\"1\"", "\"\u00ed\u00a0\u0080\"").getBytes(ISO_8859_1),
                EVENT.getBytes(java.nio.charset.StandardCharsets.UTF_16LE),
                ("\uFEFF" + EVENT).getBytes(UTF_8),
                new byte[0],
                new byte[] {0},
                new byte[] {'{'});
    }

    @ParameterizedTest
    @MethodSource("noUtf8")
    void what_is_no_utf_8_is_no_json(byte[] bytes) {
        assertThat(structured(bytes)).isEqualTo(new UsageReading.Uncountable("not-json"));
    }

    @Test
    void a_batch_has_a_bound_and_an_empty_one_is_one() throws NotABatch {
        var batches = new UsageBatchReader(reader);

        assertThat(batches.read("[]".getBytes(UTF_8))).isEmpty();
        assertThat(batches.read(("[" + String.join(",", Collections.nCopies(5_000, EVENT)) + "]").getBytes(UTF_8)))
                .hasSize(5_000);
        assertThat(batchFault("[" + String.join(",", Collections.nCopies(5_001, "7")) + "]"))
                .isEqualTo("more-than-5000-events");
        assertThat(batchFault(EVENT)).isEqualTo("not-a-json-array");
        assertThat(batchFault("[" + EVENT + "] []")).isEqualTo("not-json");
        assertThat(batchFault("[".repeat(100_000))).isEqualTo("not-json");
    }

    @Test
    void each_event_of_a_batch_keeps_its_own_bytes() throws NotABatch {
        var second = EVENT.replace("\"1\"", "\"ü\"").replace("{\"spec", "{ \"ext\" : \"𝄞\", \"spec");

        var batch = new UsageBatchReader(reader).read((" [ " + EVENT + " ,\n7, " + second + " ] ").getBytes(UTF_8));

        assertThat(new String(batch.getFirst().json(), UTF_8)).isEqualTo(EVENT);
        assertThat(batch.get(1).reading()).isEqualTo(new UsageReading.Uncountable("not-a-cloudevent"));
        assertThat(new String(batch.getLast().json(), UTF_8)).isEqualTo(second);
        assertThat(batch.getLast().id()).isEqualTo("ü");
    }

    @Test
    void headers_that_can_not_be_read_make_no_event() {
        var twice = binaryRecord(DATA.getBytes(UTF_8));
        twice.headers().add("ce_id", "2".getBytes(UTF_8));
        var noUtf8 = binaryRecord(DATA.getBytes(UTF_8));
        noUtf8.headers().remove("ce_id").add("ce_id", new byte[] {(byte) 0xc3});
        var noValue = binaryRecord(DATA.getBytes(UTF_8));
        noValue.headers().remove("ce_source").add("ce_source", null);
        var xml = binaryRecord(DATA.getBytes(UTF_8));
        xml.headers().add("content-type", "application/xml".getBytes(UTF_8));
        var batch = binaryRecord(DATA.getBytes(UTF_8));
        batch.headers().add("content-type", "application/cloudevents-batch+json".getBytes(UTF_8));

        assertThat(records.read(twice)).isEqualTo(new UsageReading.Uncountable("duplicate-field"));
        assertThat(records.read(noUtf8)).isEqualTo(new UsageReading.Uncountable("not-a-cloudevent"));
        assertThat(records.read(noValue)).isEqualTo(new UsageReading.Uncountable("not-a-cloudevent"));
        assertThat(records.read(xml)).isEqualTo(new UsageReading.Uncountable("data-not-json"));
        assertThat(records.read(batch)).isEqualTo(new UsageReading.Uncountable("not-a-cloudevent"));
        assertThat(records.read(binaryRecord(null))).isEqualTo(new UsageReading.Uncountable("data-not-json"));
        assertThat(records.read(new ConsumerRecord<>("usage", 0, 0, null, DATA.getBytes(UTF_8))))
                .isEqualTo(new UsageReading.Uncountable("not-a-cloudevent"));
        assertThat(binary(DATA.getBytes(UTF_8))).isInstanceOf(UsageReading.Countable.class);
    }

    @Test
    void the_readme_explains_every_reason() throws IOException {
        var readme = Files.readString(Path.of("README.md"));

        assertThat(Arrays.stream(UsageFault.values()).map(UsageFault::code))
                .allSatisfy(code -> assertThat(readme).contains("`" + code + "`"));
    }

    private UsageReading structured(byte[] json) {
        var message = new ConsumerRecord<byte @Nullable [], byte[]>("usage", 0, 0, null, json);
        message.headers().add("content-type", "application/cloudevents+json; charset=UTF-8".getBytes(UTF_8));
        return records.read(message);
    }

    private UsageReading binary(byte[] data) {
        return records.read(binaryRecord(data));
    }

    private static ConsumerRecord<byte @Nullable [], byte @Nullable []> binaryRecord(byte @Nullable [] data) {
        var message = new ConsumerRecord<byte @Nullable [], byte @Nullable []>("usage", 0, 0, null, data);
        var attributes = new String[][] {
            {"specversion", "1.0"},
            {"id", "1"},
            {"source", "/app"},
            {"type", "io.stallkeeper.usage.reported.v1"},
            {"time", "2026-08-20T14:05:00Z"},
        };
        for (var attribute : attributes) {
            message.headers().add("ce_" + attribute[0], attribute[1].getBytes(UTF_8));
        }
        return message;
    }

    private String batchFault(String json) {
        try {
            new UsageBatchReader(reader).read(json.getBytes(UTF_8));
            return "none";
        } catch (NotABatch e) {
            return e.reason();
        }
    }
}
