package io.stallkeeper.benchmark.usage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The ceiling: a Kafka consumer that reads and parses all usage events of the topic and does nothing with them. A
 * program of its own; it prints how many events a second it read, the first fifth left out.
 */
public final class BareConsumer {

    private static final JsonFactory JSON = new JsonFactory();

    private BareConsumer() {}

    /** What is left of an event when it has been parsed. */
    private record Parsed(
            Map<String, String> attributes,
            Instant time,
            @Nullable String subscription,
            @Nullable String dimension,
            BigDecimal quantity) {}

    /** @param arguments Kafka's address, and how many events there are */
    public static void main(String[] arguments) throws IOException {
        long events = Long.parseLong(arguments[1]);
        var settings = Map.<String, Object>of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                arguments[0],
                ConsumerConfig.GROUP_ID_CONFIG,
                "bare",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                20_000,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                8 << 20,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                4 << 20);
        var bytes = new ByteArrayDeserializer();
        try (var consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
            consumer.subscribe(List.of(UsageLoad.TOPIC));
            long read = 0;
            long warm = 0;
            long start = 0;
            var sum = BigDecimal.ZERO;
            while (read < events) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    sum = sum.add(parse(record).quantity());
                    read++;
                }
                if (warm == 0 && read >= events / 5) {
                    warm = read;
                    start = System.nanoTime();
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            System.err.println("units in all: " + sum);
            System.out.println((read - warm) / seconds);
        }
    }

    private static Parsed parse(ConsumerRecord<byte[], byte[]> record) throws IOException {
        var attributes = new HashMap<String, String>();
        for (var header : record.headers()) {
            attributes.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        var fields = new HashMap<String, String>();
        var quantity = BigDecimal.ZERO;
        try (JsonParser parser = JSON.createParser(record.value())) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.VALUE_STRING) {
                    fields.put(parser.currentName(), parser.getText());
                } else if (parser.currentToken().isNumeric()) {
                    quantity = parser.getDecimalValue();
                }
            }
        }
        return new Parsed(
                attributes,
                Instant.parse(attributes.get("ce_time")),
                fields.get("subscriptionId"),
                fields.get("dimension"),
                quantity);
    }
}
