package io.stallkeeper.acceptance;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stallkeeper.local.StallkeeperLocal;
import io.stallkeeper.local.stack.StackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CtrlCIT {

    @TempDir
    Path folder;

    @Test
    void a_stack_that_is_told_to_end_leaves_no_process() throws IOException, InterruptedException {
        var output = folder.resolve("output");
        var launcher = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StallkeeperLocal.class.getName(),
                        "run",
                        "--data=" + folder.resolve("data"),
                        "--port-offset=" + freeOffset())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> Files.readString(output).contains("Everything is ready"));
        var started = launcher.descendants().toList();
        assertThat(started).hasSizeGreaterThanOrEqualTo(8);

        launcher.destroy();

        assertThat(launcher.waitFor(60, SECONDS)).as("the launcher ends").isTrue();
        await().atMost(Duration.ofSeconds(5)).until(() -> running(started).isEmpty());
        assertThat(Files.readString(output)).contains("Everything has stopped.");
    }

    private static List<ProcessHandle> running(List<ProcessHandle> processes) {
        return processes.stream().filter(ProcessHandle::isAlive).toList();
    }

    private static int freeOffset() {
        int offset = 20_000;
        while (!StackPorts.usual(offset).taken().isEmpty()) {
            offset += 10;
        }
        return offset;
    }
}
