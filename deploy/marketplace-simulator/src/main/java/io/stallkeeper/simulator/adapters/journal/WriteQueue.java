package io.stallkeeper.simulator.adapters.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lines on their way into a file. Who waits for theirs writes all that is there, in one go, for everybody: many callers
 * at a time cost one write and one force. After a failure nothing is written any more, and everybody who waits hears of
 * it. Not more waits here than callers that are not answered yet.
 */
final class WriteQueue {
    private final ReentrantLock turn = new ReentrantLock();
    private final Condition done = turn.newCondition();
    private final boolean forced;
    private JournalFile file;
    private ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private long added;
    private long written;
    private boolean writing;
    private @Nullable IOException failure;

    /** @param forced whether a line counts as written only when it is on the disk itself */
    WriteQueue(JournalFile file, boolean forced) {
        this.file = file;
        this.forced = forced;
    }

    /** Adds a line; {@link #await} it before anybody is told. One caller at a time. */
    void add(JournalEntry entry) {
        byte[] line = file.codec().encode(entry);
        turn.lock();
        try {
            waiting.writeBytes(line);
            waiting.write('\n');
            added++;
        } finally {
            turn.unlock();
        }
    }

    /** The number of the line that was added last. */
    long added() {
        turn.lock();
        try {
            return added;
        } finally {
            turn.unlock();
        }
    }

    /** Returns when the line of this number is written; throws UncheckedIOException if lines can't be written. */
    void await(long number) {
        turn.lock();
        try {
            while (failure == null && written < number) {
                if (writing) {
                    done.awaitUninterruptibly();
                } else {
                    writeAll();
                }
            }
            if (failure != null) {
                throw new UncheckedIOException("the journal cannot be written", failure);
            }
        } finally {
            turn.unlock();
        }
    }

    /**
     * Whatever was added is in the file before; whatever is added from now on goes to another. No caller adds
     * meanwhile.
     */
    JournalFile moveTo(JournalFile next) {
        await(added());
        turn.lock();
        try {
            JournalFile before = file;
            file = next;
            return before;
        } finally {
            turn.unlock();
        }
    }

    /** How long the file is, with all that is written. */
    long length() {
        turn.lock();
        try {
            return file.length();
        } finally {
            turn.unlock();
        }
    }

    /** Nothing is written after this. */
    void close() throws IOException {
        turn.lock();
        try {
            while (writing) {
                done.awaitUninterruptibly();
            }
            failure = new IOException("closed");
            file.close();
        } finally {
            turn.unlock();
        }
    }

    /** Gives up the turn while it writes, so that others can add. */
    private void writeAll() {
        byte[] lines = waiting.toByteArray();
        waiting.reset();
        long last = added;
        writing = true;
        turn.unlock();
        IOException problem = write(lines);
        turn.lock();
        writing = false;
        failure = problem == null ? failure : problem;
        written = problem == null ? last : written;
        done.signalAll();
    }

    private @Nullable IOException write(byte[] lines) {
        try {
            file.write(lines);
            if (forced) {
                file.force();
            }
            return null;
        } catch (IOException e) {
            return e;
        }
    }
}
