package io.stallkeeper.simulator.api;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last calls of AWS's APIs, without tokens; forgotten at the end of the process. */
public final class CallLog {
    private final int kept;
    private final Deque<Call> calls = new ArrayDeque<>();

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
            @Nullable String response) {}

    public CallLog(int kept) {
        this.kept = kept;
    }

    /** Remembers a call, and forgets the oldest one for it. */
    public synchronized void add(Call call) {
        if (kept == 0) {
            return;
        }
        if (calls.size() == kept) {
            calls.removeFirst();
        }
        calls.addLast(call);
    }

    /** Forgets all calls. */
    public synchronized void clear() {
        calls.clear();
    }

    /** The calls, the oldest first. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }
}
