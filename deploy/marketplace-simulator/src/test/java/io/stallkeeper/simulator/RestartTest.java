package io.stallkeeper.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stallkeeper.simulator.domain.Decision;
import io.stallkeeper.simulator.domain.Moment;
import io.stallkeeper.simulator.domain.StageSettingDecider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
        try (Simulation mine = Played.in(folder)) {
            Played.everything(mine);
            assertThrows(RuntimeException.class, () -> Played.in(folder));
        }
    }

    @Test
    void when_nothing_can_be_written_nobody_is_answered_any_more() {
        Simulation simulation = Played.in(folder);
        Played.everything(simulation);
        List<Object> before = Played.seen(simulation);
        simulation.close();

        assertThrows(
                UncheckedIOException.class,
                () -> simulation.decide(moment -> StageSettingDecider.advanceClock(Duration.ofHours(1), moment)));
        assertThrows(UncheckedIOException.class, () -> Played.seen(simulation));
        assertEquals(before, seenAfterRestart());
    }

    @Test
    void the_journal_in_short_leads_to_the_same() throws IOException {
        List<Object> before;
        try (Simulation simulation = Played.in(folder)) {
            Played.everything(simulation);
            simulation.summarize();
            simulation.summarize();
            before = Played.seen(simulation);
        }

        assertEquals(List.of("journal-2.jsonl", "lock", "snapshot-2.jsonl"), files());
        assertEquals(before, seenAfterRestart());
        advanceByAnHour();
        assertEquals(
                ((Instant) before.getFirst()).plus(Duration.ofHours(1)),
                seenAfterRestart().getFirst());
    }

    @Test
    void a_summary_that_was_never_finished_does_not_count() throws IOException {
        List<Object> before = playEverything();
        Files.createFile(folder.resolve("journal-1.jsonl"));
        Files.writeString(folder.resolve("snapshot-1.jsonl.unfinished"), "{\"recordedAt\":\"2026");

        assertEquals(before, seenAfterRestart());
        assertEquals(List.of("journal-1.jsonl", "journal.jsonl", "lock"), files());
    }

    @Test
    void after_a_reset_nothing_of_before_is_on_the_disk() throws IOException {
        try (Simulation simulation = Played.in(folder)) {
            Played.everything(simulation);
            simulation.decide(StageSettingDecider::reset);
            simulation.summarize();
        }

        try (Simulation simulation = Played.in(folder)) {
            assertEquals(
                    List.of(), simulation.look(moment -> moment.marketplace().products()));
        }
        for (String file : files()) {
            assertFalse(Files.readString(folder.resolve(file)).contains(Played.LICENSE), file);
        }
    }

    @Test
    void a_clock_that_hurries_stands_while_nobody_runs_it() {
        playEverything();
        Instant shown = showing(Played.NOON);
        Instant tomorrow = Played.NOON.plus(Duration.ofDays(1));

        assertEquals(shown.plusSeconds(1), showing(tomorrow), "at half the pace of real time, two seconds later");
        assertEquals(shown.plusSeconds(2), showing(tomorrow.plusSeconds(2)));
    }

    private Instant showing(Instant real) {
        try (Simulation simulation = Played.in(folder, InstantSource.fixed(real))) {
            return simulation.look(Moment::now);
        }
    }

    private List<String> files() throws IOException {
        try (var all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private List<Object> playEverything() {
        try (Simulation simulation = Played.in(folder)) {
            Played.everything(simulation);
            return Played.seen(simulation);
        }
    }

    private List<Object> seenAfterRestart() {
        try (Simulation simulation = Played.in(folder)) {
            return Played.seen(simulation);
        }
    }

    private void advanceByAnHour() {
        try (Simulation simulation = Played.in(folder)) {
            Decision<?> decision =
                    simulation.decide(moment -> StageSettingDecider.advanceClock(Duration.ofHours(1), moment));
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
