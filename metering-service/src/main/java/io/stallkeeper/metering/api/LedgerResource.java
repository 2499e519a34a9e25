package io.stallkeeper.metering.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.metering.adapters.postgres.HourCursor;
import io.stallkeeper.metering.adapters.postgres.LedgerHour;
import io.stallkeeper.metering.adapters.postgres.LedgerQueries;
import io.stallkeeper.metering.adapters.postgres.LedgerQueries.OfDimension;
import io.stallkeeper.metering.adapters.postgres.LedgerQueries.Selection;
import io.stallkeeper.metering.adapters.postgres.LedgerQueries.Subscription;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Where every unit of a subscription is. For each dimension, at any moment, {@code reported = accepted + pending +
 * refused + expired + rejected}; units are decimals. 404 for a subscription of which nothing is known.
 */
@Path("/v1/subscriptions/{subscriptionId}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
@Tag(name = "ledger", description = "Where every unit is.")
public class LedgerResource {

    private final LedgerQueries queries;

    public LedgerResource(LedgerQueries queries) {
        this.queries = queries;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(description = "The places by dimension; none for a subscription that never reported any usage.")
    public record Ledger(
            @Schema(description = "Stallkeeper's name of the subscription.", examples = "l-0f3a2b1c4d5e6f70")
            String subscriptionId,

            @Schema(description = "AWS's product code, once it is known.") @Nullable
            String productCode,

            @Schema(description = "Whether usage is sent: running, ending, closed; unopened before the activation.")
            String meter,

            @Schema(description = "In the order of their names.")
            List<OfDimension> dimensions) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(description = "Hours, the newest first.")
    public record HoursPage(
            @Schema(description = "Stallkeeper's name of the subscription.")
            String subscriptionId,

            @Schema(description = "The newest first, dimensions in the order of their names.")
            List<LedgerHour> hours,

            @Schema(description = "Ask for the next page with it; absent on the last page.") @Nullable
            String nextCursor) {}

    @GET
    @Path("/ledger")
    @Operation(
            operationId = "getLedger",
            summary = "Where every unit of a subscription is",
            description =
                    "Adds up each place by itself, for all hours or those asked for. Over all hours of a dimension"
                            + " carriedIn and carriedOut are the same.")
    @APIResponse(responseCode = "200", description = "The places by dimension.")
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Uni<Ledger> ledger(
            @PathParam("subscriptionId") String subscriptionId,
            @Parameter(description = "Only this dimension.") @QueryParam("dimension") @Nullable String dimension,
            @Parameter(description = "Hours from the one on that this instant is in.", example = "2026-08-01T00:00:00Z")
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(
                            description = "Hours that begin before this instant, which is after from.",
                            example = "2026-09-01T00:00:00Z")
                    @QueryParam("to")
                    @Nullable
                    String to) {
        var selection = selection(dimension, null, from, to);
        return known(subscriptionId).chain(subscription -> queries.places(subscriptionId, selection)
                .map(dimensions -> new Ledger(
                        subscriptionId,
                        subscription.productCode(),
                        subscription.meter() == null ? "unopened" : subscription.meter(),
                        dimensions)));
    }

    @GET
    @Path("/hours")
    @Operation(
            operationId = "listHours",
            summary = "The hours of a subscription, with the places of their units",
            description = "Pages are stable: hours that come on top in the meantime don't shift them.")
    @APIResponse(responseCode = "200", description = "A page of hours.")
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Uni<HoursPage> hours(
            @PathParam("subscriptionId") String subscriptionId,
            @Parameter(description = "Only this dimension.") @QueryParam("dimension") @Nullable String dimension,
            @Parameter(description = "Only hours in this state.", example = "expired") @QueryParam("state") @Nullable
                    String state,
            @Parameter(description = "Hours from the one on that this instant is in.") @QueryParam("from") @Nullable
                    String from,
            @Parameter(description = "Hours that begin before this instant, which is after from.")
                    @QueryParam("to")
                    @Nullable
                    String to,
            @Parameter(
                            description = "Hours of a page, 1 to 1000.",
                            schema = @Schema(type = SchemaType.INTEGER, defaultValue = "100"))
                    @QueryParam("limit")
                    @DefaultValue("100")
                    String limit,
            @Parameter(description = "nextCursor of the page before.") @QueryParam("cursor") @Nullable String cursor) {
        var selection = selection(dimension, state, from, to);
        var behind = Asked.cursor(cursor);
        int size = Asked.page(limit);
        return known(subscriptionId)
                .chain(subscription -> queries.hours(subscriptionId, selection, behind, size + 1))
                .map(hours -> hours.size() <= size
                        ? new HoursPage(subscriptionId, hours, null)
                        : new HoursPage(subscriptionId, hours.subList(0, size), cursorBehind(hours.get(size - 1))));
    }

    private static Selection selection(
            @Nullable String dimension, @Nullable String state, @Nullable String from, @Nullable String to) {
        var hours = Asked.hours(from, to);
        return new Selection(Asked.dimension(dimension), Asked.state(state), hours.from(), hours.to());
    }

    private static String cursorBehind(LedgerHour last) {
        return new HourCursor(last.hour(), last.dimension()).toText();
    }

    private Uni<Subscription> known(String subscriptionId) {
        return queries.subscription(Asked.name("subscriptionId", subscriptionId))
                .map(found -> found.orElseThrow(() -> Asked.notFound("No such subscription is known here.")));
    }
}
