package io.stallkeeper.testkit.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.kafka.Inbox;
import io.stallkeeper.eventsourcing.kafka.Unprocessable;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.testkit.log.LogDatabase;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each event takes effect once, and none that can't blocks those behind it. */
class InboxTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @SuppressWarnings("NullAway.Init")
    private static LogDatabase database;

    private final String topic = "topic-" + UUID.randomUUID();
    private final Inbox inbox = new Inbox("inbox-test", new PostgresEventLog(database.pool(), Clock.systemUTC()));
    private final AtomicInteger effects = new AtomicInteger();

    @BeforeAll
    static void start_the_database() {
        database = LogDatabase.start();
    }

    @AfterAll
    static void stop_the_database() {
        database.close();
    }

    @Test
    void an_event_takes_effect_once_however_often_it_comes() {
        receive(event(0, "twice"));
        receive(event(1, "twice"));

        assertThat(effects).hasValue(1);
        assertThat(parked()).isEmpty();
    }

    @Test
    void what_is_no_event_is_parked_whatever_its_headers_hold() {
        var message = new ConsumerRecord<>(topic, 0, 0, "", "a\u0000b".getBytes(UTF_8));
        message.headers().add("na\u0000me", "val\u0000ue".getBytes(UTF_8));
        message.headers().add("bytes", new byte[] {(byte) 0xff, 0, (byte) 0xfe});
        message.headers().add("nothing", null);

        receive(message);

        assertThat(parked()).isEqualTo("not-a-cloudevent na\uFFFDme=val\uFFFDue");
        assertThat(effects).hasValue(0);
    }

    @Test
    void an_effect_that_the_database_can_not_keep_is_tried_some_times_and_parked() {
        inbox.receive(event(0, "spoilt"), (transaction, delivery) -> failInDatabase(transaction))
                .await()
                .atMost(PATIENCE);
        receive(event(1, "next"));

        assertThat(parked()).isEqualTo("effect-failed ");
        // five times the spoilt one, once the next
        assertThat(effects).hasValue(6);
    }

    @Test
    void what_nobody_understands_is_parked_at_once_with_its_reason() {
        inbox.receive(event(0, "strange"), (transaction, delivery) -> {
                    effects.incrementAndGet();
                    return Uni.createFrom().failure(new Unprocessable("no-such-thing"));
                })
                .await()
                .atMost(PATIENCE);

        assertThat(parked()).isEqualTo("no-such-thing ");
        assertThat(effects).hasValue(1);
    }

    private Uni<Void> failInDatabase(PostgresTransaction transaction) {
        effects.incrementAndGet();
        return transaction
                .connection()
                .preparedQuery("select $1::text::jsonb")
                .execute(Tuple.of("\"\\u0000\""))
                .replaceWithVoid();
    }

    private void receive(ConsumerRecord<String, byte[]> message) {
        inbox.receive(message, (transaction, delivery) -> {
                    effects.incrementAndGet();
                    return Uni.createFrom().voidItem();
                })
                .await()
                .atMost(PATIENCE);
    }

    /** The reason and the first header of what is parked, or nothing. */
    private String parked() {
        var rows = database.pool()
                .preparedQuery("select reason, coalesce((select key || '=' || value from jsonb_each_text(headers)"
                        + " where key like 'na%' limit 1), '') as header from parked_message where channel = $1")
                .execute(Tuple.of(topic))
                .await()
                .atMost(PATIENCE);
        var text = new StringBuilder();
        rows.forEach(row -> text.append(row.getString("reason")).append(' ').append(row.getString("header")));
        return text.toString();
    }

    private ConsumerRecord<String, byte[]> event(long offset, String id) {
        var message = new ConsumerRecord<>(topic, 0, offset, "", "{}".getBytes(UTF_8));
        message.headers().add("ce_specversion", "1.0".getBytes(UTF_8));
        message.headers().add("ce_id", (topic + id).getBytes(UTF_8));
        message.headers().add("ce_source", "/test".getBytes(UTF_8));
        message.headers().add("ce_type", "test".getBytes(UTF_8));
        return message;
    }
}
