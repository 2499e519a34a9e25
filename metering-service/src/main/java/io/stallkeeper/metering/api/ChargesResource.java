package io.stallkeeper.metering.api;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.metering.MeteringSettings;
import io.stallkeeper.metering.adapters.postgres.ChargeQueries;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.YearMonth;
import java.util.Currency;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the usage of a month is expected to bring: accepted, still pending, and lost. */
@Path("/v1/charges")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
@Tag(name = "charges", description = "Expected money.")
public class ChargesResource {

    private final ChargeQueries charges;
    private final ProductCatalog products;
    private final Currency currency;
    private final Clock clock;

    public ChargesResource(ChargeQueries charges, ProductCatalog products, MeteringSettings settings, Clock clock) {
        this.charges = charges;
        this.products = products;
        this.currency = settings.currency();
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "getCharges",
            summary = "Expected charges of a month, by product and dimension",
            description = "From sums that are brought up to date every few seconds. At most 1000 lines.")
    @APIResponse(responseCode = "200", description = "The expected charges.")
    @APIResponse(responseCode = "400", ref = "BadRequest")
    public Uni<Charges> ofAll(
            @Parameter(description = "UTC month; this month if left out.", example = "2026-08")
                    @QueryParam("month")
                    @Nullable
                    String month,
            @Parameter(description = "Only this product, by AWS's product code.") @QueryParam("product") @Nullable
                    String product) {
        var of = monthOf(month);
        return charges.ofAll(of, product == null ? null : Asked.name("product", product))
                .map(units -> Charges.of(of, units, products, currency));
    }

    private YearMonth monthOf(@Nullable String month) {
        return Asked.month(month, clock.instant());
    }
}
