package io.stallkeeper.registration.api.page;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.contracts.SubscriptionId;
import io.stallkeeper.eventsourcing.decider.Decision;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.registration.adapters.postgres.Registrations;
import io.stallkeeper.registration.api.page.Handles.Reading;
import io.stallkeeper.registration.domain.ContactForm;
import io.stallkeeper.registration.domain.Registration;
import io.stallkeeper.registration.domain.RegistrationEvent;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The form, under the handle that the buyer was sent on with.
 *
 * <p>The handle is the capability: without a cookie or session there is nothing that a foreign site could ride on, and
 * who can't know the handle can't post to it. So no further CSRF token is needed.
 */
@Path("/registration/{handle}")
@Produces(MediaType.TEXT_HTML)
@PermitAll
public class RegistrationResource {

    private static final Logger LOG = Logger.getLogger(RegistrationResource.class);

    private final Registrations registrations;
    private final Handles handles;
    private final Pages pages;

    public RegistrationResource(Registrations registrations, Handles handles, Pages pages) {
        this.registrations = registrations;
        this.handles = handles;
        this.pages = pages;
    }

    /** The form; or, for who is registered already, what happens next and where to log in. Shows no contact data. */
    @GET
    public Uni<Response> show(@PathParam("handle") String handle) {
        return withSubscription(
                handle, subscription -> registrations.registration(subscription).map(this::show));
    }

    private Response show(Registration registration) {
        return switch (registration) {
            case Registration.Unknown _ -> pages.notice(Notice.PAGE_UNKNOWN);
            case Registration.Started _ -> pages.form(ContactForm.EMPTY);
            case Registration.Completed _ -> pages.done();
        };
    }

    /** Sent twice, the form has the effect of the first time. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> complete(@PathParam("handle") String handle, byte @Nullable [] body) {
        var metadata = EventMetadata.ofCurrentTrace();
        return withSubscription(handle, subscription -> FormBody.parse(body)
                .map(sent -> complete(subscription, handle, ContactForm.read(sent::first), metadata))
                .orElseGet(() -> Uni.createFrom().item(pages.notice(Notice.NOT_UNDERSTOOD))));
    }

    private Uni<Response> complete(
            SubscriptionId subscription, String handle, ContactForm form, EventMetadata metadata) {
        if (!form.isComplete()) {
            return Uni.createFrom().item(pages.form(form));
        }
        return registrations
                .complete(subscription, form.toContact(), metadata)
                .map(decision -> completed(decision, handle));
    }

    /** No form of ours. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Response refuse() {
        return pages.notice(Notice.NOT_UNDERSTOOD, Response.Status.UNSUPPORTED_MEDIA_TYPE.getStatusCode());
    }

    private Response completed(Decision<RegistrationEvent> decision, String handle) {
        return switch (decision) {
            case Decision.Accepted<RegistrationEvent> _ -> pages.seeRegistration(handle);
            case Decision.Rejected<RegistrationEvent> _ -> pages.notice(Notice.PAGE_UNKNOWN);
        };
    }

    private Uni<Response> withSubscription(String handle, Function<SubscriptionId, Uni<Response>> work) {
        return switch (handles.read(handle)) {
            case Reading.Valid(var subscription) ->
                work.apply(subscription).onFailure().recoverWithItem(failure -> {
                    LOG.error("A registration page could not be served", failure);
                    return pages.notice(Notice.NOT_STORED);
                });
            case Reading.Expired() -> Uni.createFrom().item(pages.notice(Notice.PAGE_EXPIRED));
            case Reading.Forged() -> Uni.createFrom().item(pages.notice(Notice.PAGE_UNKNOWN));
        };
    }
}
