package io.stallkeeper.simulator.api.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.api.CallLog;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.api.admin.AgreementBody;
import io.stallkeeper.simulator.api.admin.AgreementsResource;
import io.stallkeeper.simulator.api.admin.AgreementsResource.Another;
import io.stallkeeper.simulator.api.admin.AgreementsResource.AutoRenewal;
import io.stallkeeper.simulator.api.admin.AgreementsResource.Contract;
import io.stallkeeper.simulator.api.admin.AgreementsResource.TokenBody;
import io.stallkeeper.simulator.api.admin.ClockResource;
import io.stallkeeper.simulator.domain.agreement.Stage;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Agreements, and what their buyers do with them. */
@Path("/page/agreements")
@Produces(Pages.HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class AgreementPages {
    private static final int ROWS = 50;
    private static final List<String> STAGES = Arrays.stream(Stage.class.getPermittedSubclasses())
            .map(Class::getSimpleName)
            .toList();

    private final Simulation simulation;
    private final ClockResource clock;
    private final AgreementsResource agreements;
    private final CallLog calls;

    @CheckedTemplate(basePath = "page")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance agreements(
                Frame frame, Paged<AgreementBody> agreements, Form filter, List<String> stages);

        static native TemplateInstance agreement(Frame frame, AgreementView view, Form form);

        static native TemplateInstance handover(Frame frame, TokenBody token, String seller, String agreementId);
    }

    public AgreementPages(Simulation simulation, ClockResource clock, AgreementsResource agreements, CallLog calls) {
        this.simulation = simulation;
        this.clock = clock;
        this.agreements = agreements;
        this.calls = calls;
    }

    /** All agreements, the newest first; {@code stage} and {@code product} are filters. */
    @GET
    public Response all(@Context UriInfo uri) {
        var filter = Form.sent(uri.getQueryParameters());
        Paged<AgreementBody> page = simulation.look(moment -> Paged.of(
                moment.marketplace().agreements().all().reversed().stream()
                        .map(AgreementBody::of)
                        .filter(each -> filter.passes("stage", each.stage()))
                        .filter(each -> filter.passes("product", each.productCode())),
                ROWS,
                uri));
        return Pages.ok(Templates.agreements(frame().live(filter.has("live", "on")), page, filter, STAGES));
    }

    /** One agreement: what was agreed, what the buyer can do, what the seller has done. */
    @GET
    @Path("{agreementId}")
    public Response one(
            @PathParam("agreementId") String agreementId,
            @QueryParam("done") @Nullable String done,
            @QueryParam("live") @Nullable String live) {
        return existing(agreementId, () -> {
            AgreementView view = view(agreementId);
            Frame frame = frame().after(Done.named(done)).live("on".equals(live));
            return Pages.ok(Templates.agreement(frame, view, view.contract()));
        });
    }

    /** The buyer changes the contract, or accepts another one in the place of it. */
    @POST
    @Path("{agreementId}/contract")
    public Response amend(@PathParam("agreementId") String agreementId, MultivaluedMap<String, String> sent) {
        var form = Form.sent(sent);
        return existing(agreementId, () -> {
            AgreementView view = view(agreementId);
            try {
                if (form.has("then", "replace")) {
                    var another = new Another(Units.read(form), null, null);
                    return seeAgreement(agreements.replace(agreementId, another).agreementId(), Done.REPLACED);
                }
                agreements.change(agreementId, new Contract(Units.read(form)));
                return seeAgreement(agreementId, Done.AMENDED);
            } catch (RefusedException e) {
                return Pages.refused(Templates.agreement(
                        frame(), view, form.refused(e.refusal().message())));
            }
        });
    }

    /** The buyer cancels. */
    @POST
    @Path("{agreementId}/cancel")
    public Response cancel(@PathParam("agreementId") String agreementId) {
        return existing(agreementId, () -> {
            agreements.cancel(agreementId);
            return seeAgreement(agreementId, Done.CANCELLED);
        });
    }

    /** The buyer renews now, and goes on under a new agreement. */
    @POST
    @Path("{agreementId}/renewal")
    public Response renew(@PathParam("agreementId") String agreementId) {
        return existing(
                agreementId, () -> seeAgreement(agreements.renew(agreementId).agreementId(), Done.RENEWED));
    }

    /** The buyer switches the renewal at the end on or off. */
    @POST
    @Path("{agreementId}/auto-renewal")
    public Response renewItself(@PathParam("agreementId") String agreementId, MultivaluedMap<String, String> sent) {
        boolean enabled = Form.sent(sent).has("enabled", "true");
        return existing(agreementId, () -> {
            agreements.renewItself(agreementId, new AutoRenewal(enabled));
            return seeAgreement(agreementId, Done.RENEWAL_SET);
        });
    }

    /** The buyer's payment fails. */
    @POST
    @Path("{agreementId}/payment-failure")
    public Response failPayment(@PathParam("agreementId") String agreementId) {
        return existing(agreementId, () -> {
            agreements.failPayment(agreementId);
            return seeAgreement(agreementId, Done.UNPAID);
        });
    }

    /**
     * The buyer chooses "Set up your account": the form that AWS would have the browser post to the seller. The token
     * is in a hidden field of it, and nowhere else.
     */
    @POST
    @Path("{agreementId}/set-up")
    public Response setUp(@PathParam("agreementId") String agreementId) {
        return existing(agreementId, () -> {
            TokenBody token = agreements.token(agreementId);
            String url = token.fulfillmentUrl();
            if (url == null) {
                return NotFound.of(frame(), "The product has no fulfillment URL to which the form could be posted.");
            }
            String seller = URI.create(url).getAuthority();
            return Pages.ok(Templates.handover(frame(), token, seller, agreementId));
        });
    }

    private static Response seeAgreement(String agreementId, Done done) {
        return Pages.seeOther("/page/agreements/" + agreementId, done);
    }

    private Response existing(String agreementId, Supplier<Response> answer) {
        try {
            return answer.get();
        } catch (RefusedException e) {
            return NotFound.refused(frame(), e.refusal());
        }
    }

    private AgreementView view(String agreementId) {
        agreements.get(agreementId);
        return simulation.look(moment -> AgreementView.of(agreementId, moment, calls));
    }

    private Frame frame() {
        return Frame.of(Section.AGREEMENTS, clock.now());
    }
}
