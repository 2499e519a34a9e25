package io.stallkeeper.simulator.adapters.journal;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that happened, one line of JSON for what happened together. A line is handed to the operating system
 * before anybody is answered, so that the process may be killed at any time; with {@link Durability#DISK} it is on the
 * disk, so that the machine may be. A line torn by that is cut off at the next start. Without a folder nothing is kept.
 */
public final class Journal implements AutoCloseable {
    private final @Nullable JournalFolder folder;
    private final @Nullable WriteQueue queue;
    private int newest;

    /** When a line counts as written. */
    public enum Durability {
        /** When the operating system has it: the end of the process doesn't matter. */
        PROCESS,
        /** When the disk has it: the end of the machine doesn't matter either. */
        DISK
    }

    private Journal(@Nullable JournalFolder folder, @Nullable WriteQueue queue, int newest) {
        this.folder = folder;
        this.queue = queue;
        this.newest = newest;
    }

    /** A journal that forgets. */
    public static Journal inMemory() {
        return new Journal(null, null, 0);
    }

    /**
     * The journal in this folder, made if need be. One process has it at a time.
     *
     * @param reader takes all that was written, the oldest first, before this returns
     */
    public static Journal in(Path path, Durability durability, Consumer<JournalEntry> reader) {
        try {
            var folder = new JournalFolder(path);
            int snapshot = folder.newestSnapshot();
            folder.tidyUp(snapshot);
            if (snapshot > 0) {
                readComplete(folder.snapshot(snapshot), reader);
            }
            int newest = Math.max(snapshot, folder.newestSegment());
            for (Path segment : folder.segmentsFrom(snapshot)) {
                if (!segment.equals(folder.segment(newest))) {
                    readComplete(segment, reader);
                }
            }
            JournalFile last = new JournalFile(folder.segment(newest)).withoutTornLine();
            last.read(reader);
            return new Journal(folder, new WriteQueue(last, durability == Durability.DISK), newest);
        } catch (IOException e) {
            throw new UncheckedIOException("no journal in " + path, e);
        }
    }

    /** Adds a line, which {@link #await} makes sure of. One caller at a time. */
    public void append(JournalEntry entry) {
        if (queue != null) {
            queue.add(entry);
        }
    }

    /** The number of the line that was added last. */
    public long appended() {
        return queue == null ? 0 : queue.added();
    }

    /** Returns when the line is written; throws UncheckedIOException if it never will be, and always from then on. */
    public void await(long number) {
        if (queue != null) {
            queue.await(number);
        }
    }

    /** How many bytes a restart has to read besides the snapshot, or a little less. */
    public long bytesSinceSnapshot() {
        return queue == null ? 0 : queue.length();
    }

    /** Lets everything from now on go into a new file; no caller adds meanwhile. A snapshot of before should follow. */
    public void turnPage() {
        if (queue == null || folder == null) {
            return;
        }
        try {
            JournalFile before = queue.moveTo(new JournalFile(folder.segment(++newest)));
            before.force();
            before.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot go on in a new file", e);
        }
    }

    /** Writes in short what happened before the last {@link #turnPage}, and deletes it at length. */
    public void summarize(Stream<JournalEntry> story) {
        if (folder == null) {
            return;
        }
        var codec = new EventCodec();
        try (FileOutputStream file =
                        new FileOutputStream(folder.unfinished(newest).toFile());
                OutputStream out = new BufferedOutputStream(file, 1 << 16)) {
            for (Iterator<JournalEntry> entries = story.iterator(); entries.hasNext(); ) {
                out.write(codec.encode(entries.next()));
                out.write('\n');
            }
            out.flush();
            file.getFD().sync();
        } catch (IOException e) {
            throw new UncheckedIOException("the snapshot cannot be written", e);
        }
        try {
            folder.finish(newest);
        } catch (IOException e) {
            throw new UncheckedIOException("the snapshot cannot be finished", e);
        }
    }

    @Override
    public void close() {
        try {
            if (queue != null && folder != null) {
                queue.close();
                folder.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is older than the last file was written to its end. */
    private static void readComplete(Path path, Consumer<JournalEntry> reader) throws IOException {
        try (var file = new JournalFile(path)) {
            file.read(reader);
        }
    }
}
