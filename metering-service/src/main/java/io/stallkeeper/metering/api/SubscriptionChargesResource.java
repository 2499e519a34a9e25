package io.stallkeeper.metering.api;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.metering.MeteringSettings;
import io.stallkeeper.metering.adapters.postgres.ChargeQueries;
import io.stallkeeper.metering.adapters.postgres.LedgerQueries;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Currency;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the usage of a subscription's month is expected to bring. 404 for a subscription of which nothing is known. */
@Path("/v1/subscriptions/{subscriptionId}/charges")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
@Tag(name = "charges", description = "Expected money.")
public class SubscriptionChargesResource {

    private final ChargeQueries charges;
    private final LedgerQueries ledger;
    private final ProductCatalog products;
    private final Currency currency;
    private final Clock clock;

    public SubscriptionChargesResource(
            ChargeQueries charges,
            LedgerQueries ledger,
            ProductCatalog products,
            MeteringSettings settings,
            Clock clock) {
        this.charges = charges;
        this.ledger = ledger;
        this.products = products;
        this.currency = settings.currency();
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "getChargesOfSubscription",
            summary = "Expected charges of a subscription's month, by dimension",
            description = "Up to this moment.")
    @APIResponse(responseCode = "200", description = "The expected charges.")
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Uni<Charges> ofSubscription(
            @PathParam("subscriptionId") String subscriptionId,
            @Parameter(description = "UTC month; this month if left out.", example = "2026-08")
                    @QueryParam("month")
                    @Nullable
                    String month) {
        var of = Asked.month(month, clock.instant());
        return ledger.subscription(Asked.name("subscriptionId", subscriptionId))
                .map(found -> found.orElseThrow(() -> Asked.notFound("No such subscription is known here.")))
                .chain(known -> charges.ofSubscription(subscriptionId, of))
                .map(units -> Charges.of(of, units, products, currency));
    }
}
