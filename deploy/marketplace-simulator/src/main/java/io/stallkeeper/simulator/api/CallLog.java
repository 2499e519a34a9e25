package io.stallkeeper.simulator.api;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last calls of AWS's APIs, without tokens; forgotten at the end of the process. Bounded by number, and by what the
 * bodies take in memory, since a few large ones take as much as many small ones.
 */
public final class CallLog {
    private static final int BYTES_PER_CHAR = 2;
    /** What a call takes besides its bodies. */
    private static final int BYTES_PER_CALL = 256;

    private final int kept;
    private final long keptBytes;
    private final Deque<Call> calls = new ArrayDeque<>();
    private long bytes;

    /**
     * A call and its answer.
     *
     * @param at the time on the marketplace's clock
     * @param protocol json or rpc-v2-cbor
     * @param httpStatus null if the connection was closed instead
     * @param error AWS's name of the refusal
     */
    public record Call(
            Instant at,
            String operation,
            String region,
            String protocol,
            @Nullable Integer httpStatus,
            @Nullable String error,
            String request,
            @Nullable String response) {

        private long bytes() {
            int chars = request.length() + (response == null ? 0 : response.length());
            return BYTES_PER_CALL + (long) BYTES_PER_CHAR * chars;
        }
    }

    public CallLog(int kept, long keptBytes) {
        this.kept = kept;
        this.keptBytes = keptBytes;
    }

    /** Remembers a call, and forgets the oldest ones for it. */
    public synchronized void add(Call call) {
        calls.addLast(call);
        bytes += call.bytes();
        while (calls.size() > kept || bytes > keptBytes) {
            bytes -= calls.removeFirst().bytes();
        }
    }

    /** Forgets all calls. */
    public synchronized void clear() {
        calls.clear();
        bytes = 0;
    }

    /** The calls, the oldest first. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }
}
