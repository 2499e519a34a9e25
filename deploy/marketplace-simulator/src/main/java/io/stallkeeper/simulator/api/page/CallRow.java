package io.stallkeeper.simulator.api.page;

import io.stallkeeper.simulator.api.CallLog.Call;
import org.jspecify.annotations.Nullable;

/** A call as it is shown. */
public record CallRow(Call call) {
    private static final int OK = 200;

    /** One of good, refused and lost. */
    public String outcome() {
        Integer status = call.httpStatus();
        if (status == null) {
            return "lost";
        }
        return status == OK ? "good" : "refused";
    }

    public String request() {
        return PrettyJson.of(call.request());
    }

    /** Null if there was none. */
    public @Nullable String response() {
        String response = call.response();
        return response == null ? null : PrettyJson.of(response);
    }

    /** Whether one of the bodies contains this. */
    boolean contains(String text) {
        String response = call.response();
        return call.request().contains(text) || (response != null && response.contains(text));
    }
}
