package io.stallkeeper.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A signal that asks a process to end in order. */
public enum StopSignal {
    TERM,
    /** To PostgreSQL: end now, without waiting for clients, and leave nothing to recover. */
    INT;

    /** Returns when the signal is on its way; asking a process that has ended does nothing. */
    public void sendTo(ProcessHandle process) {
        if (this == TERM) {
            process.destroy();
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + name(), Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
