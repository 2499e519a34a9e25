package io.stallkeeper.simulator.api.admin;

import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.domain.StageSettingDecider;
import io.stallkeeper.simulator.domain.listing.Dimension;
import io.stallkeeper.simulator.domain.listing.DimensionKind;
import io.stallkeeper.simulator.domain.listing.NotificationForm;
import io.stallkeeper.simulator.domain.listing.NotificationRoute;
import io.stallkeeper.simulator.domain.listing.PricingModel;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the seller has listed: {@code /simulator/v1/products}. */
@Path("/simulator/v1/products")
public class ProductsResource {
    private final Simulation simulation;

    /** A listing. Without {@code kind} a dimension is for what the pricing model suggests. */
    public record Listing(
            @Nullable String productId,
            @Nullable ProductIdentity identity,
            @Nullable PricingModel pricingModel,
            @Nullable List<ListedDimension> dimensions,
            @Nullable String fulfillmentUrl,
            @Nullable Route notifications) {}

    public record ListedDimension(
            @Nullable String key, @Nullable DimensionKind kind) {}

    public record Route(
            @Nullable NotificationForm form, @Nullable String queueUrl) {}

    public ProductsResource(Simulation simulation) {
        this.simulation = simulation;
    }

    /** Lists a product, or lists it differently from now on. */
    @PUT
    @Path("{productCode}")
    public Product put(@PathParam("productCode") String productCode, @Nullable Listing body) {
        Listing listing = Given.required(body, "the body");
        PricingModel pricingModel = Given.required(listing.pricingModel(), "pricingModel");
        List<ListedDimension> dimensions = Given.required(listing.dimensions(), "dimensions");
        Product product = new Product(
                productCode,
                listing.productId() == null ? Identifiers.productId(productCode) : listing.productId(),
                listing.identity() == null ? ProductIdentity.CONCURRENT_AGREEMENTS : listing.identity(),
                pricingModel,
                dimensions.stream().map(each -> dimension(each, pricingModel)).toList(),
                listing.fulfillmentUrl(),
                route(listing.notifications()));
        return RefusedException.answerOf(simulation.decide(moment -> StageSettingDecider.list(product, moment)));
    }

    /** All products. */
    @GET
    public List<Product> all() {
        return simulation.look(moment -> moment.marketplace().products());
    }

    private static Dimension dimension(ListedDimension listed, PricingModel pricingModel) {
        return new Dimension(
                Given.required(listed.key(), "dimensions: key"),
                listed.kind() == null ? pricingModel.usualKind() : listed.kind());
    }

    private static @Nullable NotificationRoute route(@Nullable Route route) {
        if (route == null) {
            return null;
        }
        String queueUrl = Given.required(route.queueUrl(), "notifications: queueUrl");
        if (!isHttp(queueUrl)) {
            throw Given.invalid("notifications: queueUrl is not an http or https URL");
        }
        return new NotificationRoute(Given.required(route.form(), "notifications: form"), queueUrl);
    }

    private static boolean isHttp(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
