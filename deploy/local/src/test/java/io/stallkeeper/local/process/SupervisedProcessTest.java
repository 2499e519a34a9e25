package io.stallkeeper.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedProcessTest {

    @TempDir
    Path folder;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private ProcessTable processes;

    @BeforeEach
    void prepare() {
        processes = new ProcessTable(folder, new PidFiles(folder), (name, what) -> heard.add(name + " " + what));
    }

    @AfterEach
    void end() {
        processes.stopAll(_ -> false);
    }

    @Test
    void who_is_killed_is_reported_and_started_again() {
        var process = processes.start(sleeper());
        var first = process.pid();

        process.kill();

        await().atMost(Duration.ofSeconds(10))
                .until(() -> process.isReady() && !process.pid().equals(first));
        assertThat(heard).singleElement().asString().startsWith("sleeper ended with code 137 and is started again");
        assertThat(process.hasCrashed()).isFalse();
    }

    @Test
    void who_is_killed_by_somebody_else_has_crashed() {
        var process = processes.start(sleeper());

        ProcessHandle.of(process.pid().orElseThrow()).orElseThrow().destroyForcibly();

        await().atMost(Duration.ofSeconds(10)).until(process::hasCrashed);
    }

    @Test
    void who_is_told_to_end_stays_ended() {
        var process = processes.start(sleeper());

        process.stop();

        assertThat(process.pid()).isEmpty();
        assertThat(heard).isEmpty();
        assertThat(folder.resolve("sleeper")).doesNotExist();
    }

    private static ProcessPlan sleeper() {
        return ProcessPlan.of("sleeper", List.of("sleep", "60"), Map.of(), () -> true);
    }
}
