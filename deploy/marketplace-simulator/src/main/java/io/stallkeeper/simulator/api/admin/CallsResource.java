package io.stallkeeper.simulator.api.admin;

import io.stallkeeper.simulator.api.CallLog;
import io.stallkeeper.simulator.api.CallLog.Call;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** The last calls of AWS's APIs: {@code /simulator/v1/calls}. */
@Path("/simulator/v1/calls")
public class CallsResource {
    private final CallLog log;

    public CallsResource(CallLog log) {
        this.log = log;
    }

    /** The calls, the oldest first; bodies are cut at 4 KB, tokens are left out. */
    @GET
    public List<Call> all() {
        return log.calls();
    }
}
