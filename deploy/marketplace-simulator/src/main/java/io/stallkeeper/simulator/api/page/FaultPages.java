package io.stallkeeper.simulator.api.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.api.admin.ClockResource;
import io.stallkeeper.simulator.api.admin.FaultsResource;
import io.stallkeeper.simulator.api.admin.FaultsResource.Listed;
import io.stallkeeper.simulator.api.admin.FaultsResource.Order;
import io.stallkeeper.simulator.api.aws.operation.AwsOperation;
import io.stallkeeper.simulator.domain.fault.FaultKind;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What will go wrong, and making it go wrong. */
@Path("/page/faults")
@Produces(Pages.HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class FaultPages {
    private final ClockResource clock;
    private final FaultsResource faults;
    private final List<String> operations;

    @CheckedTemplate(basePath = "page")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance faults(
                Frame frame, List<Listed> faults, List<String> operations, FaultKind[] kinds, Form form);
    }

    public FaultPages(ClockResource clock, FaultsResource faults, List<AwsOperation> operations) {
        this.clock = clock;
        this.faults = faults;
        this.operations = operations.stream().map(AwsOperation::name).toList();
    }

    /** What waits for each operation. */
    @GET
    public Response show(@QueryParam("done") @Nullable String done) {
        return Pages.ok(page(frame().after(Done.named(done)), Form.filled(Map.of("how", "count", "count", "1"))));
    }

    /** Lets the next calls of an operation go wrong. */
    @POST
    public Response inject(MultivaluedMap<String, String> sent) {
        var form = Form.sent(sent);
        try {
            faults.inject(order(form));
            return Pages.seeOther("/page/faults", Done.FAULTY);
        } catch (RefusedException e) {
            return Pages.refused(page(frame(), form.refused(e.refusal().message())));
        }
    }

    /** Takes back the faults of one operation, or all of them. */
    @POST
    @Path("clear")
    public Response clear(MultivaluedMap<String, String> sent) {
        try {
            faults.clear(Form.sent(sent).given("operation"));
            return Pages.seeOther("/page/faults", Done.FAULTLESS);
        } catch (RefusedException e) {
            return NotFound.refused(frame(), e.refusal());
        }
    }

    private static Order order(Form form) {
        boolean byChance = form.has("how", "chance");
        if (byChance && form.given("probability") == null) {
            throw Form.invalid("probability: how probable is it?");
        }
        return new Order(
                form.given("operation"),
                form.choice(FaultKind.class, "fault"),
                byChance ? null : form.number("count", "a whole number", Integer::valueOf),
                byChance ? form.number("probability", "a number from 0 to 1, like 0.2", Double::valueOf) : null,
                byChance ? form.number("seed", "a whole number", Long::valueOf) : null,
                form.duration("delay"));
    }

    private TemplateInstance page(Frame frame, Form form) {
        return Templates.faults(frame, faults.all(), operations, FaultKind.values(), form);
    }

    private Frame frame() {
        return Frame.of(Section.FAULTS, clock.now());
    }
}
