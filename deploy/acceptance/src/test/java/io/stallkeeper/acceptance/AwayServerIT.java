package io.stallkeeper.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stallkeeper.local.life.BuyerLife;
import io.stallkeeper.local.process.SupervisedProcess;
import io.stallkeeper.local.stack.DemoProducts;
import io.stallkeeper.local.stack.ServiceName;
import io.stallkeeper.local.stack.Stack;
import io.stallkeeper.local.stack.StackProgress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(OneStack.class)
class AwayServerIT {

    private static final int EVENTS = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ParameterizedTest
    @CsvSource({"kafka, metering-service", "postgres, metering-service", "sqs, subscription-service"})
    void services_stay_up_without_a_server_say_so_and_are_ready_again_by_themselves(
            String server, String dependent, Stack stack) {
        var before = serviceProcesses(stack);

        stack.process(server).stop();
        await().atMost(PATIENCE).until(() -> !stack.process(dependent).isReady());
        stack.process(server).start();

        stack.process(server).awaitReady(PATIENCE);
        awaitServices(stack);
        assertThat(serviceProcesses(stack)).as("nothing was started again").isEqualTo(before);
    }

    @Test
    void a_life_during_which_each_server_is_away_for_a_while_ends_with_the_same_totals(Stack stack) {
        long seed = new Random().nextInt(Integer.MAX_VALUE);
        System.out.println("seed " + seed);
        var before = serviceProcesses(stack);

        try (var outages = new Outages(stack)) {
            var report =
                    new BuyerLife(stack.addresses(), stack.tokens(), outages).play(DemoProducts.LEGACY, EVENTS, seed);
            assertThat(report.disagreements()).as(report.table()).isEmpty();
        }

        awaitServices(stack);
        assertThat(serviceProcesses(stack)).as("nothing was started again").isEqualTo(before);
    }

    private static void awaitServices(Stack stack) {
        for (var service : ServiceName.values()) {
            stack.process(service.processName()).awaitReady(PATIENCE);
        }
    }

    private static List<OptionalLong> serviceProcesses(Stack stack) {
        return Arrays.stream(ServiceName.values())
                .map(service -> stack.process(service.processName()).pid())
                .toList();
    }

    /** One server after the other is away, each from another step of the life on, while the life goes on. */
    private static final class Outages implements StackProgress, AutoCloseable {

        private static final Map<Integer, String> BY_STEP =
                Map.of(0, "simulator", 1, "kafka", 4, "postgres", 6, "kafka", 7, "sqs", 8, "simulator");

        private final Stack stack;
        private final ExecutorService inTurn = Executors.newSingleThreadExecutor();
        private int step;

        Outages(Stack stack) {
            this.stack = stack;
        }

        @Override
        public void say(String line) {
            System.out.println(line);
            var server = BY_STEP.get(step++);
            if (server != null) {
                inTurn.execute(() -> beAway(stack.process(server)));
            }
        }

        /** For as long as it takes to end and to start. */
        private static void beAway(SupervisedProcess server) {
            System.out.println(server.name() + " is away");
            server.stop();
            server.start();
            server.awaitReady(PATIENCE);
            System.out.println(server.name() + " is back");
        }

        @Override
        public void close() {
            inTurn.close();
        }
    }
}
