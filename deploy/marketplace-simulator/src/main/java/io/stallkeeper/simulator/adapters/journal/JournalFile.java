package io.stallkeeper.simulator.adapters.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** One file of lines, read once and then written on. */
final class JournalFile implements AutoCloseable {
    private static final int READ_AT_ONCE = 1 << 16;

    private final Path path;
    private final FileChannel file;
    private final EventCodec codec = new EventCodec();
    private volatile long length;

    JournalFile(Path path) throws IOException {
        this.path = path;
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    EventCodec codec() {
        return codec;
    }

    long length() {
        return length;
    }

    /** Cuts off the last line if it has no end: the process was killed before anybody was answered. */
    JournalFile withoutTornLine() throws IOException {
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
        return this;
    }

    /** Reads all lines; throws IllegalStateException on one that can't be understood. */
    void read(Consumer<JournalEntry> reader) throws IOException {
        file.position(0);
        // Not closed: the file stays open for what follows.
        BufferedReader lines = new BufferedReader(Channels.newReader(file, StandardCharsets.UTF_8), READ_AT_ONCE);
        long number = 1;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            reader.accept(decode(line, number++));
        }
        length = file.size();
    }

    /** Adds the bytes at the end. */
    void write(ByteBuffer bytes) throws IOException {
        long position = length;
        while (bytes.hasRemaining()) {
            position += file.write(bytes, position);
        }
        length = position;
    }

    /** Returns when all that was written is on the disk itself. */
    void force() throws IOException {
        file.force(false);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private JournalEntry decode(String line, long number) {
        try {
            return codec.decode(line);
        } catch (IOException | IllegalStateException | IndexOutOfBoundsException e) {
            throw new IllegalStateException("line " + number + " of " + path.getFileName() + " is corrupt", e);
        }
    }
}
