package io.stallkeeper.simulator.api.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.api.admin.AgreementBody;
import io.stallkeeper.simulator.api.admin.ClockResource;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;

/** Licenses and registration tokens: by what the seller knows buyers. */
@Path("/page")
@Produces(Pages.HTML)
public class LicensePages {
    private static final int ROWS = 50;
    private static final int DIGEST_SHOWN = 12;

    private final Simulation simulation;
    private final ClockResource clock;

    /** A token as far as it is known: the token itself is kept nowhere. */
    public record Token(String digest, String agreementId, Instant expiresAt, boolean isGood) {}

    @CheckedTemplate(basePath = "page")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance licenses(Frame frame, Paged<AgreementBody> agreements, Form filter);

        static native TemplateInstance tokens(Frame frame, Paged<Token> tokens);
    }

    public LicensePages(Simulation simulation, ClockResource clock) {
        this.simulation = simulation;
        this.clock = clock;
    }

    /** All licenses with what they grant, the newest first; {@code find} is a part of the ARN or the account. */
    @GET
    @Path("licenses")
    public Response licenses(@Context UriInfo uri) {
        var filter = Form.sent(uri.getQueryParameters());
        String find = filter.value("find").strip();
        Paged<AgreementBody> page = simulation.look(moment -> Paged.of(
                        moment.marketplace().agreements().all().reversed().stream()
                                .filter(each -> each.terms().licenseArn().contains(find)
                                        || each.terms().accountId().contains(find)),
                        ROWS,
                        uri)
                .map(AgreementBody::of));
        return Pages.ok(Templates.licenses(Frame.of(Section.LICENSES, clock.now()), page, filter));
    }

    /** All tokens, the newest first. */
    @GET
    @Path("tokens")
    public Response tokens(@Context UriInfo uri) {
        Paged<Token> page = simulation.look(
                moment -> Paged.of(moment.marketplace().tokens().reversed().entrySet().stream(), ROWS, uri)
                        .map(each -> new Token(
                                each.getKey().substring(0, DIGEST_SHOWN),
                                each.getValue().agreementId(),
                                each.getValue().expiresAt(),
                                moment.now().isBefore(each.getValue().expiresAt()))));
        return Pages.ok(Templates.tokens(Frame.of(Section.TOKENS, clock.now()), page));
    }
}
