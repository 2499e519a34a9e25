package io.stallkeeper.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stallkeeper.simulator.adapters.journal.Journal;
import io.stallkeeper.simulator.domain.Decision;
import io.stallkeeper.simulator.domain.StageSettingDecider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was answered is there after the process was killed. */
class RestartTest {
    @TempDir
    Path folder;

    @Test
    void a_new_process_sees_what_the_old_one_saw() {
        List<Object> before = playEverything();

        assertEquals(before, seenAfterRestart());
    }

    @Test
    void it_sees_the_same_after_three_restarts_in_a_row() {
        List<Object> before = playEverything();
        seenAfterRestart();
        seenAfterRestart();

        assertEquals(before, seenAfterRestart());
    }

    @Test
    void a_torn_last_line_is_cut_off_and_the_next_one_is_whole() throws IOException {
        List<Object> before = playEverything();
        Files.writeString(file(), "{\"recordedAt\":\"2026-11-2", StandardOpenOption.APPEND);

        assertEquals(before, seenAfterRestart());
        advanceByAnHour();
        assertEquals(
                ((Instant) before.getFirst()).plus(Duration.ofHours(1)),
                seenAfterRestart().getFirst());
    }

    @Test
    void a_due_line_torn_at_any_byte_happens_again() throws IOException {
        List<Object> before = playEverything();
        byte[] whole = Files.readAllBytes(file());
        long lines = lines();
        int lastLine = new String(whole, StandardCharsets.UTF_8).stripTrailing().lastIndexOf('\n') + 1;

        for (int length = lastLine; length < whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            assertEquals(before, seenAfterRestart());
            assertEquals(lines, lines());
        }
    }

    @Test
    void a_corrupt_line_in_the_middle_stops_the_start_and_is_named() throws IOException {
        playEverything();
        List<String> lines = new ArrayList<>(Files.readAllLines(file()));
        lines.set(2, "{}x");
        Files.write(file(), lines);

        var corrupt = assertThrows(IllegalStateException.class, this::seenAfterRestart);
        assertTrue(String.valueOf(corrupt.getMessage()).contains("line 3"));
    }

    @Test
    void two_processes_cannot_have_one_journal() {
        try (Journal mine = Journal.in(folder)) {
            Played.everything(Played.on(mine));
            assertThrows(RuntimeException.class, () -> Journal.in(folder));
        }
    }

    @Test
    void what_cannot_be_written_has_not_happened() {
        Journal journal = Journal.in(folder);
        Simulation simulation = Played.on(journal);
        Played.everything(simulation);
        List<Object> before = Played.seen(simulation);
        journal.close();

        assertThrows(
                UncheckedIOException.class,
                () -> simulation.decide(moment -> StageSettingDecider.advanceClock(Duration.ofHours(1), moment)));
        assertEquals(before, Played.seen(simulation));
    }

    private List<Object> playEverything() {
        try (Journal journal = Journal.in(folder)) {
            Simulation simulation = Played.on(journal);
            Played.everything(simulation);
            return Played.seen(simulation);
        }
    }

    private List<Object> seenAfterRestart() {
        try (Journal journal = Journal.in(folder)) {
            return Played.seen(Played.on(journal));
        }
    }

    private void advanceByAnHour() {
        try (Journal journal = Journal.in(folder)) {
            Decision<?> decision =
                    Played.on(journal).decide(moment -> StageSettingDecider.advanceClock(Duration.ofHours(1), moment));
            assertTrue(decision instanceof Decision.Accepted<?>);
        }
    }

    private long lines() throws IOException {
        return Files.readAllLines(file()).size();
    }

    private Path file() {
        return folder.resolve("journal.jsonl");
    }
}
