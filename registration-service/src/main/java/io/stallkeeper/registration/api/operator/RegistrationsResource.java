package io.stallkeeper.registration.api.operator;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.panache.common.Page;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.contracts.SubscriptionId;
import io.stallkeeper.registration.adapters.postgres.OverviewRow;
import io.stallkeeper.registration.adapters.postgres.Registrations;
import io.stallkeeper.registration.domain.Registration;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response.Status;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Registrations as the seller's staff sees them, the abandoned ones included. */
@Path("/v1/registrations")
@RolesAllowed("operator")
public class RegistrationsResource {

    private static final Logger LOG = Logger.getLogger(RegistrationsResource.class);
    private static final Set<String> STATUSES = Set.of("started", "completed");
    private static final int MAX_SIZE = 200;
    private static final int MAX_PAGE = 1_000_000;

    private final Registrations registrations;

    public RegistrationsResource(Registrations registrations) {
        this.registrations = registrations;
    }

    /** Those of a status, the oldest first, {@code size} at a time (1 … 200). May be a moment behind the log. */
    @GET
    public Uni<RegistrationPage> list(
            @QueryParam("status") @Nullable String status,
            @QueryParam("page") @DefaultValue("0") int page,
            @QueryParam("size") @DefaultValue("50") int size) {
        if (status == null || !STATUSES.contains(status)) {
            throw HttpProblem.valueOf(Status.BAD_REQUEST, "status is started or completed");
        }
        if (page < 0 || page > MAX_PAGE || size < 1 || size > MAX_SIZE) {
            throw HttpProblem.valueOf(Status.BAD_REQUEST, "page is at least 0, size is 1 to " + MAX_SIZE);
        }
        return orUnavailable(OverviewRow.page(status, Page.of(page, size)))
                .map(rows -> RegistrationPage.of(rows, page, size));
    }

    /** One registration with contact data, unless that is forgotten. */
    @GET
    @Path("{subscriptionId}")
    public Uni<RegistrationBody> get(@PathParam("subscriptionId") String id) {
        var subscription = subscription(id);
        return orUnavailable(registrations.details(subscription))
                .map(details -> RegistrationBody.of(subscription, details).orElseThrow(RegistrationsResource::unknown));
    }

    /** Forgets the buyer: destroys the key of the contact data. The registration stays. Again is no harm. */
    @DELETE
    @Path("{subscriptionId}/contact")
    public Uni<Void> forgetContact(@PathParam("subscriptionId") String id) {
        return orUnavailable(registrations.forgetContact(subscription(id)))
                .invoke(RegistrationsResource::demandKnown)
                .replaceWithVoid();
    }

    private static SubscriptionId subscription(String id) {
        try {
            return new SubscriptionId(id);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static void demandKnown(Registration registration) {
        if (registration instanceof Registration.Unknown) {
            throw unknown();
        }
    }

    private static <T> Uni<T> orUnavailable(Uni<T> answer) {
        return answer.onFailure().transform(failure -> {
            LOG.error("The registrations can't be read", failure);
            return HttpProblem.valueOf(Status.SERVICE_UNAVAILABLE, "the registrations can't be read for now");
        });
    }

    private static HttpProblem unknown() {
        return HttpProblem.valueOf(Status.NOT_FOUND, "no registration of that subscription");
    }
}
