package io.stallkeeper.acceptance.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stallkeeper.acceptance.trace.TraceStep.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceFileTest {

    private static final TraceMix MIX = new TraceMix(36, 2_000, 12, TraceMix.USUAL_VICTIMS, TraceMix.USUAL_FAULTS);

    @TempDir
    Path folder;

    @Test
    void a_trace_is_read_as_it_was_written() {
        var steps = TraceMaker.make(MIX, 7);
        var file = folder.resolve("trace.jsonl");

        TraceFile.write(file, steps);

        var read = TraceFile.read(file);
        assertThat(read).hasSameSizeAs(steps);
        // Numbers may be read as other types: what is written again is what counts.
        TraceFile.write(folder.resolve("again.jsonl"), read);
        assertThat(folder.resolve("again.jsonl")).hasSameTextualContentAs(file);
    }

    @Test
    void plain_cloud_events_are_a_trace_whose_ways_take_turns() throws IOException {
        var file = folder.resolve("trace.jsonl");
        Files.writeString(file, """
                # Somebody's own.
                {"specversion":"1.0","id":"1"}

                {"specversion":"1.0","id":"2","via":"http"}
                {"specversion":"1.0","id":"3"}
                """);

        assertThat(TraceFile.read(file))
                .extracting(step -> ((TraceStep.Usage) step).way())
                .containsExactly(Way.HTTP, Way.HTTP, Way.KAFKA);
    }

    @Test
    void a_line_that_cannot_be_read_is_named() throws IOException {
        var file = folder.resolve("trace.jsonl");
        Files.writeString(file, "{\"step\":\"pass\",\"until\":\"2026-08-20T10:00:00Z\"}\n{\"step\":\"dance\"}\n");

        assertThatThrownBy(() -> TraceFile.read(file))
                .hasMessageContaining("line 2")
                .hasMessageContaining("dance");
    }

    @Test
    void the_same_seed_makes_the_same_trace_and_the_same_kills() {
        assertThat(TraceMaker.make(MIX, 7)).isEqualTo(TraceMaker.make(MIX, 7));
        assertThat(TraceMaker.make(MIX, 7)).isNotEqualTo(TraceMaker.make(MIX, 8));
    }

    @Test
    void a_trace_has_what_its_mix_says() {
        var steps = TraceMaker.make(MIX, 7);

        assertThat(steps.stream().filter(TraceStep.Kill.class::isInstance)).hasSize(MIX.kills());
        var usage = steps.stream().filter(TraceStep.Usage.class::isInstance).toList();
        assertThat(usage).hasSizeBetween(MIX.events() / 2, MIX.events() * 2);
        var different = usage.stream()
                .map(step -> ((TraceStep.Usage) step).event().path("id").asText())
                .distinct()
                .count();
        assertThat(usage.size() - different).as("told more than once").isPositive();
    }
}
