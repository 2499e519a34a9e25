package io.stallkeeper.simulator.api.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.api.admin.BehaviorResource;
import io.stallkeeper.simulator.api.admin.BehaviorResource.Wish;
import io.stallkeeper.simulator.api.admin.ClockResource;
import io.stallkeeper.simulator.api.admin.ResetResource;
import io.stallkeeper.simulator.domain.Behavior;
import io.stallkeeper.simulator.domain.BehaviorPreset;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the marketplace takes its time and tells of things, and beginning anew. */
@Path("/page/behavior")
@Produces(Pages.HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class BehaviorPages {
    private final ClockResource clock;
    private final BehaviorResource behavior;
    private final ResetResource reset;

    @CheckedTemplate(basePath = "page")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance behavior(
                Frame frame, Behavior behavior, BehaviorPreset[] presets, String current, Form form);
    }

    public BehaviorPages(ClockResource clock, BehaviorResource behavior, ResetResource reset) {
        this.clock = clock;
        this.behavior = behavior;
        this.reset = reset;
    }

    /** The behavior now. */
    @GET
    public Response show(@QueryParam("done") @Nullable String done) {
        return Pages.ok(page(frame().after(Done.named(done)), Form.filled(Map.of())));
    }

    /** Behaves as a preset has it from now on. */
    @POST
    public Response change(MultivaluedMap<String, String> sent) {
        var form = Form.sent(sent);
        try {
            BehaviorPreset preset = form.choice(BehaviorPreset.class, "preset");
            if (preset == null) {
                throw Form.invalid("preset: which one?");
            }
            behavior.change(new Wish(preset, null, null));
            return Pages.seeOther("/page/behavior", Done.BEHAVING);
        } catch (RefusedException e) {
            return Pages.refused(page(frame(), form.refused(e.refusal().message())));
        }
    }

    /** Forgets everything. */
    @POST
    @Path("reset")
    public Response reset() {
        reset.reset();
        return Pages.seeOther("/page/behavior", Done.RESET);
    }

    private TemplateInstance page(Frame frame, Form form) {
        Behavior now = behavior.now();
        return Templates.behavior(frame, now, BehaviorPreset.values(), named(now), form);
    }

    /** The name of the preset that this is; empty if it is none. */
    private static String named(Behavior behavior) {
        for (BehaviorPreset preset : BehaviorPreset.values()) {
            if (preset.behavior(behavior.delivery().seed()).equals(behavior)) {
                return preset.name();
            }
        }
        return "";
    }

    private Frame frame() {
        return Frame.of(Section.BEHAVIOR, clock.now());
    }
}
