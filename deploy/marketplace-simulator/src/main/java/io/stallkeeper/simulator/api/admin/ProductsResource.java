package io.stallkeeper.simulator.api.admin;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.SimulatorSettings;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.domain.StageSettingDecider;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.listing.Dimension;
import io.stallkeeper.simulator.domain.listing.DimensionKind;
import io.stallkeeper.simulator.domain.listing.NotificationRoute;
import io.stallkeeper.simulator.domain.listing.PricingModel;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the seller has listed: {@code /simulator/v1/products}. */
@Path("/simulator/v1/products")
public class ProductsResource {
    private final Simulation simulation;
    private final SimulatorSettings settings;

    /** A listing. Without {@code kind} a dimension is for what the pricing model suggests. */
    public record Listing(
            @Nullable String productId,
            @Nullable ProductIdentity identity,
            @Nullable PricingModel pricingModel,
            @Nullable List<ListedDimension> dimensions,
            @Nullable String fulfillmentUrl,

            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
            List<RouteBody> notifications) {}

    public record ListedDimension(
            @Nullable String key, @Nullable DimensionKind kind) {}

    /** An older listing's way to licenses: what it is told by from now on, besides what it is told by already. */
    public record Migration(
            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
            List<RouteBody> notifications) {}

    /** What AWS's agreements data feed tells a seller who moves over: which license is which customer's. */
    public record Holder(
            String agreementId,
            String customerAwsAccountId,
            @Nullable String customerIdentifier,
            String licenseArn) {}

    public ProductsResource(Simulation simulation, SimulatorSettings settings) {
        this.simulation = simulation;
        this.settings = settings;
    }

    /** Lists a product, or lists it differently from now on. */
    @PUT
    @Path("{productCode}")
    public Product put(@PathParam("productCode") String productCode, @Nullable Listing body) {
        Listing listing = Given.required(body, "the body");
        PricingModel pricingModel = Given.required(listing.pricingModel(), "pricingModel");
        List<ListedDimension> dimensions = Given.required(listing.dimensions(), "dimensions");
        if (listing.fulfillmentUrl() != null && !RouteBody.isHttp(listing.fulfillmentUrl())) {
            throw Given.invalid("fulfillmentUrl: not an http or https URL");
        }
        Product product = new Product(
                productCode,
                listing.productId() == null ? Identifiers.productId(productCode) : listing.productId(),
                listing.identity() == null ? ProductIdentity.CONCURRENT_AGREEMENTS : listing.identity(),
                pricingModel,
                dimensions.stream().map(each -> dimension(each, pricingModel)).toList(),
                listing.fulfillmentUrl(),
                RouteBody.read(
                        listing.notifications(), settings.notificationsFolder().isPresent()));
        return RefusedException.answerOf(simulation.decide(moment -> StageSettingDecider.list(product, moment)));
    }

    /** All products. */
    @GET
    public List<Product> all() {
        return simulation.look(moment -> moment.marketplace().products());
    }

    /** An older listing moves over to licenses; answers with whose is which of those that run. */
    @POST
    @Path("{productCode}/migration")
    public List<Holder> migrate(@PathParam("productCode") String productCode, @Nullable Migration body) {
        List<NotificationRoute> routes = RouteBody.read(
                body == null ? null : body.notifications(),
                settings.notificationsFolder().isPresent());
        RefusedException.answerOf(
                simulation.decide(moment -> StageSettingDecider.migrate(productCode, routes, moment)));
        return simulation.look(moment -> moment.marketplace().agreements().ofProduct(productCode)).stream()
                .filter(Agreement::isCurrent)
                .map(Agreement::terms)
                .map(terms -> new Holder(
                        terms.agreementId(), terms.accountId(), terms.customerIdentifier(), terms.licenseArn()))
                .toList();
    }

    private static Dimension dimension(@Nullable ListedDimension given, PricingModel pricingModel) {
        ListedDimension listed = Given.required(given, "dimensions");
        return new Dimension(
                Given.required(listed.key(), "dimensions: key"),
                listed.kind() == null ? pricingModel.usualKind() : listed.kind());
    }
}
