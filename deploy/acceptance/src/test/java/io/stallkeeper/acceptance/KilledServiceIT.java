package io.stallkeeper.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.local.life.BuyerLife;
import io.stallkeeper.local.process.SupervisedProcess;
import io.stallkeeper.local.stack.DemoProducts;
import io.stallkeeper.local.stack.ServiceName;
import io.stallkeeper.local.stack.Stack;
import io.stallkeeper.local.stack.StackProgress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OneStack.class)
class KilledServiceIT {

    private static final int EVENTS = 3_000;
    private static final int LONGEST_DELAY_MS = 700;

    /** A life tells at least so many steps. */
    private static final int STEPS = 8;

    @Test
    void a_life_during_which_each_service_is_killed_once_ends_with_the_same_totals(Stack stack) {
        long seed = new Random().nextInt(Integer.MAX_VALUE);
        System.out.println("seed " + seed);
        var killer = new Killer(stack, new Random(seed));

        var report = new BuyerLife(stack.addresses(), stack.tokens(), killer).play(DemoProducts.LICENSED, EVENTS, seed);

        assertThat(report.disagreements()).as(report.table()).isEmpty();
        assertThat(killer.victims()).hasSize(ServiceName.values().length);
        killer.victims().forEach(victim -> victim.awaitReady(Duration.ofMinutes(1)));
    }

    /** Kills each service at a moment that random numbers choose. Its supervisor starts it again. */
    private static final class Killer implements StackProgress {

        private final Map<Integer, List<SupervisedProcess>> byStep = new HashMap<>();
        private final Random random;
        private int step;

        Killer(Stack stack, Random random) {
            this.random = random;
            for (var service : ServiceName.values()) {
                var step = random.nextInt(STEPS);
                byStep.merge(step, List.of(stack.process(service.processName())), Killer::concat);
            }
        }

        @Override
        public void say(String line) {
            System.out.println(line);
            for (var victim : byStep.getOrDefault(step++, List.of())) {
                kill(victim, random.nextInt(LONGEST_DELAY_MS));
            }
        }

        List<SupervisedProcess> victims() {
            return byStep.values().stream().flatMap(List::stream).toList();
        }

        private static void kill(SupervisedProcess victim, int delayMs) {
            System.out.printf("kill -9 %s in %d ms%n", victim.name(), delayMs);
            Executor later = CompletableFuture.delayedExecutor(delayMs, TimeUnit.MILLISECONDS);
            later.execute(victim::kill);
        }

        private static List<SupervisedProcess> concat(List<SupervisedProcess> some, List<SupervisedProcess> others) {
            return Arrays.asList(some, others).stream().flatMap(List::stream).toList();
        }
    }
}
