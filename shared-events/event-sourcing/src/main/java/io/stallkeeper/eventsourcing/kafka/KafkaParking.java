package io.stallkeeper.eventsourcing.kafka;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Parks messages of Kafka, as they came, once for each partition and offset. */
public final class KafkaParking {

    private static final Logger LOG = Logger.getLogger(KafkaParking.class);
    private static final byte[] NOTHING = {};

    private KafkaParking() {}

    /** @param reason a stable word in kebab-case */
    public static Uni<Void> park(PostgresTransaction transaction, ConsumerRecord<?, byte[]> message, String reason) {
        LOG.warnf("Message %s of topic %s is parked: %s", originOf(message), message.topic(), reason);
        var body = message.value() == null ? NOTHING : message.value();
        return transaction.park(message.topic(), originOf(message), reason, headersOf(message), body);
    }

    static String originOf(ConsumerRecord<?, byte[]> message) {
        return message.partition() + "/" + message.offset();
    }

    private static Map<String, String> headersOf(ConsumerRecord<?, byte[]> message) {
        var headers = new LinkedHashMap<String, String>();
        for (var header : message.headers()) {
            var value = header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
            headers.put(storable(header.key()), storable(value));
        }
        return headers;
    }

    /** PostgreSQL's text takes every character but this one. */
    private static String storable(String text) {
        return text.replace('\u0000', '\uFFFD');
    }
}
