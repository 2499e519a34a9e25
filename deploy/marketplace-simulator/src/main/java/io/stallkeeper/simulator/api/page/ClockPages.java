package io.stallkeeper.simulator.api.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.api.admin.ClockResource;
import io.stallkeeper.simulator.api.admin.ClockResource.Jump;
import io.stallkeeper.simulator.api.admin.ClockResource.Setting;
import io.stallkeeper.simulator.domain.Moment;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The marketplace's clock, and what it will bring. */
@Path("/page/clock")
@Produces(Pages.HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class ClockPages {
    private static final int DUE_SHOWN = 10;

    private final Simulation simulation;
    private final ClockResource clock;

    /** What happens by itself, and when. */
    public record Due(String agreementId, String productCode, String what, Instant at) {}

    @CheckedTemplate(basePath = "page")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance clock(Frame frame, List<Due> due, Form form);
    }

    public ClockPages(Simulation simulation, ClockResource clock) {
        this.simulation = simulation;
        this.clock = clock;
    }

    /** The time, and what is due next. */
    @GET
    public Response show(@QueryParam("done") @Nullable String done) {
        Frame frame = frame().after(Done.named(done));
        return Pages.ok(Templates.clock(frame, due(), Form.filled(Map.of())));
    }

    /** Jumps by a duration, or to an instant; then back to the page that the jump was for. */
    @POST
    public Response jump(MultivaluedMap<String, String> sent) {
        var form = Form.sent(sent);
        return change(form, () -> {
            String to = form.given("to");
            if (to == null) {
                clock.advance(new Jump(form.duration("by")));
            } else {
                clock.set(new Setting(null, instant(to)));
            }
            String agreementId = form.given("agreement");
            return Pages.seeOther(
                    agreementId == null ? "/page/clock" : "/page/agreements/" + Shown.encoded(agreementId),
                    Done.JUMPED);
        });
    }

    /** Goes on at another rate. */
    @POST
    @Path("pace")
    public Response pace(MultivaluedMap<String, String> sent) {
        var form = Form.sent(sent);
        return change(form, () -> {
            clock.set(new Setting(form.number("rate", "a number", Double::valueOf), null));
            return Pages.seeOther("/page/clock", Done.PACED);
        });
    }

    private Response change(Form form, Supplier<Response> change) {
        try {
            return change.get();
        } catch (RefusedException e) {
            return Pages.refused(
                    Templates.clock(frame(), due(), form.refused(e.refusal().message())));
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Form.invalid("to: not an instant");
        }
    }

    private List<Due> due() {
        return simulation.look(moment -> moment.marketplace().agreements().nextDue(DUE_SHOWN).stream()
                .map(agreement -> due(agreement, moment))
                .toList());
    }

    private static Due due(Agreement agreement, Moment moment) {
        return new Due(
                agreement.terms().agreementId(),
                agreement.terms().productCode(),
                AgreementView.next(agreement),
                moment.marketplace().agreements().dueOf(agreement).orElseThrow());
    }

    private Frame frame() {
        return Frame.of(Section.CLOCK, clock.now());
    }
}
