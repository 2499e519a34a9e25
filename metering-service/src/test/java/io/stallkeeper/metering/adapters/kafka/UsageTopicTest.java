package io.stallkeeper.metering.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stallkeeper.metering.adapters.kafka.UsageTopic.UsageTopicAway;
import io.stallkeeper.testkit.infrastructure.KafkaBroker;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageTopicTest {

    /** Longer than Kafka is waited for, shorter than callers wait. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void a_caller_is_told_that_kafka_was_never_there() throws IOException {
        try (var topic = new UsageTopic("127.0.0.1:" + freePort())) {
            assertThatThrownBy(() -> send(topic, batch(5_000, 100))).isInstanceOf(UsageTopicAway.class);
        }
    }

    @Test
    void a_large_batch_that_kafka_goes_away_under_is_told_and_goes_through_later(@TempDir Path folder)
            throws IOException {
        var port = freePort();
        var broker = KafkaBroker.start(folder, port);
        try (var topic = new UsageTopic("127.0.0.1:" + port)) {
            send(topic, batch(1, 100));
            broker.close();

            // More than the producer's buffer takes: neither memory nor the time grows with what is sent.
            assertThatThrownBy(() -> send(topic, batch(5_000, 4_000))).isInstanceOf(UsageTopicAway.class);

            broker = KafkaBroker.start(folder, port);
            send(topic, batch(5_000, 4_000));
        } finally {
            broker.close();
        }
        assertThat(folder).isNotEmptyDirectory();
    }

    private static void send(UsageTopic topic, List<UsageMessage> messages) {
        topic.send(messages).await().atMost(PATIENCE);
    }

    private static List<UsageMessage> batch(int events, int bytes) {
        return Collections.nCopies(events, UsageMessage.structured("l-1", new byte[bytes]));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
