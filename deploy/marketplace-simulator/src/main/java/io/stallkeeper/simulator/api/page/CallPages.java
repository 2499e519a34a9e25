package io.stallkeeper.simulator.api.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.stallkeeper.simulator.api.CallLog;
import io.stallkeeper.simulator.api.admin.ClockResource;
import io.stallkeeper.simulator.api.aws.operation.AwsOperation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** The last calls of AWS's APIs with what was asked and answered; tokens are left out. */
@Path("/page/calls")
@Produces(Pages.HTML)
public class CallPages {
    private static final int ROWS = 25;

    private final CallLog log;
    private final ClockResource clock;
    private final List<String> operations;

    @CheckedTemplate(basePath = "page")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance calls(Frame frame, Paged<CallRow> calls, Form filter, List<String> operations);
    }

    public CallPages(CallLog log, ClockResource clock, List<AwsOperation> operations) {
        this.log = log;
        this.clock = clock;
        this.operations = operations.stream().map(AwsOperation::name).toList();
    }

    /** Calls, the last first; {@code operation}, {@code outcome} and {@code find}, a part of a body, filter them. */
    @GET
    public Response all(@Context UriInfo uri) {
        var filter = Form.sent(uri.getQueryParameters());
        String find = filter.value("find").strip();
        Paged<CallRow> page = Paged.of(
                log.calls().reversed().stream()
                        .filter(call -> filter.passes("operation", call.operation()))
                        .map(CallRow::new)
                        .filter(row -> filter.passes("outcome", row.outcome()))
                        .filter(row -> row.contains(find)),
                ROWS,
                uri);
        Frame frame = Frame.of(Section.CALLS, clock.now()).live(filter.has("live", "on"));
        return Pages.ok(Templates.calls(frame, page, filter, operations));
    }
}
