package io.stallkeeper.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** How much memory processes really take: what several of them share is counted once (Linux alone tells). */
public final class MemoryUse {

    private MemoryUse() {}

    /** The bytes of this process and all that it started; empty where the system doesn't tell. */
    public static OptionalLong ofThisAndDescendants() {
        var self = ProcessHandle.current();
        var all = Stream.concat(Stream.of(self), self.descendants())
                .mapToLong(process -> proportionalKb(process.pid()))
                .sum();
        return all == 0 ? OptionalLong.empty() : OptionalLong.of(all * 1024);
    }

    private static long proportionalKb(long pid) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .sum();
        } catch (IOException e) {
            // Ended in between, or not on Linux.
            return 0;
        }
    }
}
