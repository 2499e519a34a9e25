package io.stallkeeper.simulator.adapters.journal;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.LineNumberReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** One file of lines, read once and then written on. An interrupt, which would close a channel, does it no harm. */
final class JournalFile implements AutoCloseable {
    private static final int READ_AT_ONCE = 1 << 16;
    private static final int DECODED_AT_ONCE = 1 << 20;

    private final Path path;
    private final RandomAccessFile file;
    private final EventCodec codec = new EventCodec();
    private volatile long length;

    JournalFile(Path path) throws IOException {
        this.path = path;
        file = new RandomAccessFile(path.toFile(), "rw");
    }

    EventCodec codec() {
        return codec;
    }

    long length() {
        return length;
    }

    /** Cuts off the last line if it has no end: the process was killed before anybody was answered. */
    JournalFile withoutTornLine() throws IOException {
        long end = file.length();
        while (end > 0 && byteAt(end - 1) != '\n') {
            end--;
        }
        file.setLength(end);
        return this;
    }

    /** Reads all lines; throws IllegalStateException on one that can't be understood. */
    void read(Consumer<JournalEntry> reader) throws IOException {
        file.seek(0);
        // Not closed: the file stays open for what follows.
        var lines = new LineNumberReader(
                new InputStreamReader(new FileInputStream(file.getFD()), StandardCharsets.UTF_8), READ_AT_ONCE);
        // While the reader takes in some, the next ones are decoded: a start is a third shorter.
        try (var decoder = Executors.newSingleThreadExecutor()) {
            Future<List<JournalEntry>> next = decoder.submit(() -> decodeSome(lines));
            for (List<JournalEntry> some = get(next); !some.isEmpty(); some = get(next)) {
                next = decoder.submit(() -> decodeSome(lines));
                some.forEach(reader);
            }
        }
        length = file.length();
    }

    /** Adds the bytes at the end. */
    void write(byte[] bytes) throws IOException {
        long end = length;
        file.seek(end);
        file.write(bytes);
        length = end + bytes.length;
    }

    /** Returns when all that was written is on the disk itself. */
    void force() throws IOException {
        file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private int byteAt(long position) throws IOException {
        file.seek(position);
        return file.read();
    }

    private List<JournalEntry> decodeSome(LineNumberReader lines) throws IOException {
        List<JournalEntry> some = new ArrayList<>();
        long characters = 0;
        while (characters < DECODED_AT_ONCE) {
            String line = lines.readLine();
            if (line == null) {
                break;
            }
            some.add(decode(line, lines.getLineNumber()));
            characters += line.length();
        }
        return some;
    }

    private static List<JournalEntry> get(Future<List<JournalEntry>> future) throws IOException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException unread -> throw unread;
                case IllegalStateException corrupt -> throw corrupt;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JournalEntry decode(String line, long number) {
        try {
            return codec.decode(line);
        } catch (IOException | IllegalStateException | IndexOutOfBoundsException e) {
            throw new IllegalStateException("line " + number + " of " + path.getFileName() + " is corrupt", e);
        }
    }
}
