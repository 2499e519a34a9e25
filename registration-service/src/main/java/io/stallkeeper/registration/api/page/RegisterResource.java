package io.stallkeeper.registration.api.page;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.decider.Decision;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.registration.adapters.aws.CustomerResolver;
import io.stallkeeper.registration.adapters.postgres.Registrations;
import io.stallkeeper.registration.domain.RegistrationEvent;
import io.stallkeeper.registration.domain.Resolution;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where "Set up your account" leads: the fulfilment URL (marketplace-protocol 1). The post comes from AWS's site by the
 * buyer's browser, or from a program, without cookies; only ResolveCustomer tells whether it is genuine. The token is
 * used at once and kept nowhere.
 */
@Path("/register")
@Produces(MediaType.TEXT_HTML)
@PermitAll
public class RegisterResource {

    private static final Logger LOG = Logger.getLogger(RegisterResource.class);

    private static final String TOKEN = "x-amzn-marketplace-token";
    private static final String OFFER_TYPE = "x-amzn-marketplace-offer-type";

    private final CustomerResolver resolver;
    private final Registrations registrations;
    private final Handles handles;
    private final Pages pages;

    public RegisterResource(CustomerResolver resolver, Registrations registrations, Handles handles, Pages pages) {
        this.resolver = resolver;
        this.registrations = registrations;
        this.handles = handles;
        this.pages = pages;
    }

    /** A bookmark, or a curious visitor. */
    @GET
    public Response explain() {
        return pages.notice(Notice.START_AT_AWS);
    }

    /** All fields but the token are optional and untrusted; unknown ones are not looked at. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> register(byte @Nullable [] body) {
        return FormBody.parse(body)
                .map(form -> registerWith(form.first(TOKEN), form.first(OFFER_TYPE)))
                .orElseGet(() -> notice(Notice.NOT_UNDERSTOOD));
    }

    /** AWS sends the other type of form as far as anybody knows; nothing forbids this one. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Uni<Response> register(
            @FormParam(TOKEN) @Nullable String token, @FormParam(OFFER_TYPE) @Nullable String offerType) {
        return registerWith(token, offerType);
    }

    private Uni<Response> registerWith(@Nullable String token, @Nullable String offerType) {
        if (token == null || token.isBlank()) {
            return notice(Notice.TOKEN_MISSING);
        }
        boolean freeTrial = "free-trial".equals(offerType);
        var metadata = EventMetadata.ofCurrentTrace();
        return resolver.resolve(token.strip()).chain(resolution -> answer(resolution, freeTrial, metadata));
    }

    private Uni<Response> answer(Resolution resolution, boolean freeTrial, EventMetadata metadata) {
        return switch (resolution) {
            case Resolution.Resolved resolved -> start(resolved, freeTrial, metadata);
            case Resolution.TokenExpired() -> notice(Notice.TOKEN_EXPIRED);
            case Resolution.TokenInvalid() -> {
                LOG.info("A registration token is invalid");
                yield notice(Notice.TOKEN_INVALID);
            }
            case Resolution.Throttled() -> notice(Notice.AWS_IS_BUSY);
            case Resolution.Unavailable() -> {
                LOG.warn("ResolveCustomer does not answer");
                yield notice(Notice.AWS_IS_AWAY);
            }
            case Resolution.Misconfigured(var code) -> {
                LOG.errorf("No buyer can register: ResolveCustomer refuses us with %s. Check role and Region.", code);
                yield notice(Notice.SETUP_PROBLEM);
            }
            case Resolution.ForeignProduct(var productCode) -> {
                LOG.errorf("A token of product %s, which isn't among stallkeeper.registration.products", productCode);
                yield notice(Notice.FOREIGN_PRODUCT);
            }
            case Resolution.Unidentified() -> {
                LOG.error("ResolveCustomer named neither a license nor a customer identifier");
                yield notice(Notice.NOT_IDENTIFIED_YET);
            }
        };
    }

    private Uni<Response> notice(Notice notice) {
        return Uni.createFrom().item(pages.notice(notice));
    }

    private Uni<Response> start(Resolution.Resolved resolved, boolean freeTrial, EventMetadata metadata) {
        return registrations
                .start(resolved, freeTrial, metadata)
                .map(begun -> switch (begun.decision()) {
                    case Decision.Accepted<RegistrationEvent> _ ->
                        pages.seeRegistration(handles.issue(begun.subscription()));
                    case Decision.Rejected<RegistrationEvent>(var reason) -> {
                        LOG.errorf("Registration refused: %s", reason);
                        yield pages.notice(Notice.OTHER_BUYER);
                    }
                })
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.error("A registration could not be stored", failure);
                    return pages.notice(Notice.NOT_STORED);
                });
    }

    /** Neither type of form. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Response refuse() {
        return pages.notice(Notice.NOT_UNDERSTOOD, Response.Status.UNSUPPORTED_MEDIA_TYPE.getStatusCode());
    }
}
