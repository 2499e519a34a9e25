package io.stallkeeper.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.acceptance.play.TracePlayer;
import io.stallkeeper.acceptance.trace.TraceFile;
import io.stallkeeper.acceptance.trace.TraceMaker;
import io.stallkeeper.acceptance.trace.TraceMix;
import io.stallkeeper.local.stack.ServiceName;
import io.stallkeeper.local.stack.Stack;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two replicas of the metering service, and everything around them, are killed at random moments while a random trace
 * is played and AWS fails. System properties: {@code crash.kills}, {@code crash.hours} (of the marketplace),
 * {@code crash.events}, {@code crash.seed}; the seed that is printed makes the same trace and the same kills again.
 */
@ExtendWith(OneStack.class)
class CrashIT {

    @Test
    @Timeout(1_800)
    void whatever_is_killed_and_whenever_every_unit_is_accepted_once_and_none_is_lost(Stack stack) {
        long seed = Long.getLong("crash.seed", new Random().nextInt(Integer.MAX_VALUE));
        var mix = new TraceMix(
                Integer.getInteger("crash.hours", 36),
                Integer.getInteger("crash.events", 7_200),
                Integer.getInteger("crash.kills", 25),
                TraceMix.USUAL_VICTIMS,
                TraceMix.USUAL_FAULTS);
        System.out.println("seed " + seed + ", " + mix);
        var steps = TraceMaker.make(mix, seed);
        TraceFile.write(Path.of("target", "crash-trace.jsonl"), steps);
        var second = stack.replica(ServiceName.METERING, 2);

        try (var player = new TracePlayer(stack, List.of(stack.addresses().metering(), second), CrashIT::say)) {
            var verdict = player.play(steps);

            System.out.println(verdict.table());
            System.out.println("killed: " + player.kills());
            assertThat(verdict.disagreements()).as("seed " + seed).isEmpty();
            assertThat(verdict.unclear())
                    .as("units that the trace leaves unclear")
                    .isZero();
            assertThat(player.kills().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isEqualTo(mix.kills());
            assertThat(stack.crashed()).as("ended, but not by us").isEmpty();
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
