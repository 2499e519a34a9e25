package io.stallkeeper.simulator.adapters.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a journal. A segment holds what happened after the beginning, or after the snapshot of the same number,
 * which holds everything before in short. The segment of number 0 is {@code journal.jsonl}.
 */
final class JournalFolder implements AutoCloseable {
    private static final Pattern SEGMENT = Pattern.compile("journal(?:-(\\d{1,9}))?\\.jsonl");
    private static final Pattern SNAPSHOT = Pattern.compile("snapshot-(\\d{1,9})\\.jsonl");
    private static final String UNFINISHED = ".unfinished";

    private final Path folder;
    private final FileChannel lock;

    JournalFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = lock.tryLock();
        if (held == null) {
            lock.close();
            throw new IllegalStateException("another process has the journal in " + folder);
        }
    }

    /** The number of the newest snapshot; 0 if there is none. */
    int newestSnapshot() throws IOException {
        NavigableMap<Integer, Path> snapshots = files(SNAPSHOT);
        return snapshots.isEmpty() ? 0 : snapshots.lastKey();
    }

    /** The segments from this number on, the oldest first. */
    List<Path> segmentsFrom(int number) throws IOException {
        return List.copyOf(files(SEGMENT).tailMap(number).values());
    }

    int newestSegment() throws IOException {
        NavigableMap<Integer, Path> segments = files(SEGMENT);
        return segments.isEmpty() ? 0 : segments.lastKey();
    }

    Path segment(int number) {
        return folder.resolve(number == 0 ? "journal.jsonl" : "journal-" + number + ".jsonl");
    }

    Path snapshot(int number) {
        return folder.resolve("snapshot-" + number + ".jsonl");
    }

    /** Where a snapshot is written until it is complete. */
    Path unfinished(int number) {
        return folder.resolve("snapshot-" + number + ".jsonl" + UNFINISHED);
    }

    /** From now on the snapshot counts, and what is older doesn't. */
    void finish(int number) throws IOException {
        Files.move(unfinished(number), snapshot(number), StandardCopyOption.ATOMIC_MOVE);
        force();
        tidyUp(number);
    }

    /** Deletes what this snapshot makes needless, and what was never finished. */
    void tidyUp(int snapshot) throws IOException {
        for (Path old : files(SEGMENT).headMap(snapshot).values()) {
            Files.deleteIfExists(old);
        }
        for (Path old : files(SNAPSHOT).headMap(snapshot).values()) {
            Files.deleteIfExists(old);
        }
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file :
                    all.filter(file -> file.toString().endsWith(UNFINISHED)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    /** New names are on the disk too. */
    private void force() throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private NavigableMap<Integer, Path> files(Pattern names) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            NavigableMap<Integer, Path> found = new TreeMap<>();
            for (Path file : all.toList()) {
                Matcher name = names.matcher(file.getFileName().toString());
                if (name.matches()) {
                    found.put(name.group(1) == null ? 0 : Integer.parseInt(name.group(1)), file);
                }
            }
            return found;
        }
    }
}
