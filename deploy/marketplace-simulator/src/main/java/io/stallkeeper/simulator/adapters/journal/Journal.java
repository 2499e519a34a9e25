package io.stallkeeper.simulator.adapters.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything that happened, one line of JSON for what happened together. A line is handed to the operating system
 * before the caller goes on, so that the process may be killed at any time; a line torn by that is cut off at the next
 * start. Without a folder nothing is kept.
 */
public final class Journal implements AutoCloseable {
    private static final String FILE_NAME = "journal.jsonl";

    private final EventCodec codec = new EventCodec();
    private final @Nullable FileChannel file;
    private long length;

    private Journal(@Nullable FileChannel file) {
        this.file = file;
    }

    /** A journal that forgets. */
    public static Journal inMemory() {
        return new Journal(null);
    }

    /** The journal in this folder, made if need be. One process has it at a time. */
    public static Journal in(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel file = FileChannel.open(
                    folder.resolve(FILE_NAME),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            lock(file, folder);
            return new Journal(file);
        } catch (IOException e) {
            throw new UncheckedIOException("no journal in " + folder, e);
        }
    }

    /** Reads all that was written, the oldest first; to be called once, before the first {@link #append}. */
    public void replay(Consumer<JournalEntry> reader) {
        if (file == null) {
            return;
        }
        try {
            cutTornLine(file);
            file.position(0);
            // Not closed: the file stays open for what follows.
            BufferedReader lines = new BufferedReader(Channels.newReader(file, StandardCharsets.UTF_8));
            long number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.accept(decode(line, number++));
            }
            length = file.size();
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be read", e);
        }
    }

    /** Writes one line, or throws and leaves the journal as it was. */
    public void append(JournalEntry entry) {
        if (file == null) {
            return;
        }
        ByteBuffer line = StandardCharsets.UTF_8.encode(codec.encode(entry) + "\n");
        try {
            long position = length;
            while (line.hasRemaining()) {
                position += file.write(line, position);
            }
            length = position;
        } catch (IOException e) {
            cutBack(file, e);
            throw new UncheckedIOException("the journal cannot be written", e);
        }
    }

    @Override
    public void close() {
        if (file == null) {
            return;
        }
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JournalEntry decode(String line, long number) {
        try {
            return codec.decode(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("line " + number + " of the journal is corrupt", e);
        }
    }

    private void cutBack(FileChannel torn, IOException cause) {
        try {
            torn.truncate(length);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private static void cutTornLine(FileChannel file) throws IOException {
        long end = file.size();
        ByteBuffer last = ByteBuffer.allocate(1);
        while (end > 0) {
            last.clear();
            if (file.read(last, end - 1) == 1 && last.get(0) == '\n') {
                break;
            }
            end--;
        }
        file.truncate(end);
    }

    private static void lock(FileChannel file, Path folder) throws IOException {
        FileLock lock = file.tryLock();
        if (lock == null) {
            throw new IllegalStateException("another process has the journal in " + folder);
        }
    }
}
