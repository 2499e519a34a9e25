package io.stallkeeper.simulator.adapters.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After a reset the files of notifications are gone, and nothing else. */
class NotificationFilesTest {
    @TempDir
    Path folder;

    @Test
    void only_the_named_files_are_deleted_and_one_that_was_never_written_does_not_matter() throws IOException {
        Files.writeString(folder.resolve("told.jsonl"), "{}\n");
        Files.writeString(folder.resolve("letter.txt"), "not ours");

        new NotificationFiles(Optional.of(folder)).delete(List.of("told.jsonl", "never.jsonl"));
        new NotificationFiles(Optional.empty()).delete(List.of("told.jsonl"));

        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(folder.resolve("letter.txt")), left.toList());
        }
    }
}
