package io.stallkeeper.entitlement.api;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the seller's application asks before it serves a buyer. 503 while the replica hasn't read its log yet; AWS or
 * the database being away makes answers stale, and nothing else.
 */
@Path("/v1/subscriptions/{subscriptionId}/entitlements")
@RolesAllowed({"entitlement-reader", "operator"})
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class EntitlementsResource {

    private static final Pattern QUANTITY = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18})?");

    private final Answers answers;
    private final CachedJson cached;

    public EntitlementsResource(Answers answers, CachedJson cached) {
        this.answers = answers;
        this.cached = cached;
    }

    /**
     * May the subscription use the dimension? Always a yes or no: a subscription or a dimension that nobody knows may
     * not, and that is an answer, not an error that a caller could take for "try it".
     *
     * @param uri may ask for a {@code quantity}, at least so many units, a decimal above 0; otherwise 400. Read here,
     *     since a blank {@code @QueryParam} comes as none, and would be answered as another question
     */
    @GET
    @Path("{dimension}")
    public Response mayUse(
            @PathParam("subscriptionId") String subscriptionId,
            @PathParam("dimension") String dimension,
            @Context UriInfo uri,
            @Context Request request) {
        var units = toUnits(uri.getQueryParameters().getFirst("quantity"));
        requireReady();
        return cached.answer(request, answers.mayUse(subscriptionId, dimension, units));
    }

    /** All that the subscription entitles to; 404 for one that nobody knows. */
    @GET
    public Response all(@PathParam("subscriptionId") String subscriptionId, @Context Request request) {
        requireReady();
        return answers.all(subscriptionId)
                .map(body -> cached.answer(request, body))
                .orElseThrow(() -> HttpProblem.valueOf(Response.Status.NOT_FOUND, "There is no such subscription."));
    }

    private void requireReady() {
        if (!answers.areReady()) {
            throw HttpProblem.builder()
                    .withStatus(Response.Status.SERVICE_UNAVAILABLE)
                    .withTitle("Service Unavailable")
                    .withDetail("The entitlements are still being read.")
                    .withHeader("Retry-After", "1")
                    .build();
        }
    }

    private static @Nullable BigDecimal toUnits(@Nullable String quantity) {
        if (quantity == null) {
            return null;
        }
        if (QUANTITY.matcher(quantity).matches()) {
            var units = new BigDecimal(quantity);
            if (units.signum() > 0) {
                return units;
            }
        }
        throw HttpProblem.valueOf(Response.Status.BAD_REQUEST, "quantity is a decimal above 0, such as 10 or 2.5.");
    }
}
