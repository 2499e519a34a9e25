package io.stallkeeper.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFilesTest {

    @TempDir
    Path folder;

    private final Process process = startedProcess();

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void what_an_earlier_launcher_started_is_ended() {
        new PidFiles(folder).write("left", process.toHandle());

        assertThat(new PidFiles(folder).endLeftovers()).containsExactly("left");

        await().atMost(Duration.ofSeconds(5)).until(() -> !process.isAlive());
        assertThat(folder.resolve("left")).doesNotExist();
    }

    @Test
    void a_process_that_only_has_the_same_id_is_left_alone() throws IOException {
        Files.writeString(folder.resolve("left"), process.pid() + " 12345");

        assertThat(new PidFiles(folder).endLeftovers()).isEmpty();

        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void half_a_file_names_nobody() throws IOException {
        Files.writeString(folder.resolve("left"), Long.toString(process.pid()));

        assertThat(new PidFiles(folder).endLeftovers()).isEmpty();

        assertThat(process.isAlive()).isTrue();
    }

    private static Process startedProcess() {
        try {
            return new ProcessBuilder("sleep", "60").start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
