package io.stallkeeper.simulator.api.page;

import io.stallkeeper.simulator.api.admin.ProductsResource.ListedDimension;
import io.stallkeeper.simulator.api.admin.ProductsResource.Listing;
import io.stallkeeper.simulator.domain.listing.Dimension;
import io.stallkeeper.simulator.domain.listing.DimensionKind;
import io.stallkeeper.simulator.domain.listing.NotificationForm;
import io.stallkeeper.simulator.domain.listing.NotificationRoute;
import io.stallkeeper.simulator.domain.listing.PricingModel;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import io.stallkeeper.simulator.domain.listing.TargetKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A listing as a form. {@code dimensionKey} and {@code dimensionKind} come once a row, and what {@link RouteRow} reads.
 *
 * @param isNew whether the product isn't listed yet, so that its code can be chosen
 * @param moreRows empty rows beyond those that are filled
 */
public record ListingForm(Form form, boolean isNew, int moreRows) {
    /** AWS's guide allows 24 usage dimensions (protocol page, 7); so many rows can be typed into. */
    private static final int MOST_ROWS = 100;

    private static final int MORE = 3;

    /** A dimension as it was typed. */
    public record Row(int number, String key, String kind) {}

    static ListingForm ofNew(Form form) {
        return new ListingForm(form, true, 1);
    }

    static ListingForm ofListed(Form form) {
        return new ListingForm(form, false, 1);
    }

    /** The listing of a product that is there. */
    static ListingForm of(Product product) {
        Map<String, List<String>> values = new HashMap<>();
        values.put("productCode", List.of(product.productCode()));
        values.put("identity", List.of(product.identity().name()));
        values.put("pricingModel", List.of(product.pricingModel().name()));
        values.put(
                "dimensionKey",
                product.dimensions().stream().map(Dimension::key).toList());
        values.put(
                "dimensionKind",
                product.dimensions().stream()
                        .map(dimension -> dimension.kind().name())
                        .toList());
        String fulfillmentUrl = product.fulfillmentUrl();
        values.put("fulfillmentUrl", fulfillmentUrl == null ? List.of() : List.of(fulfillmentUrl));
        List<NotificationRoute> routes = product.notifications();
        values.put(
                "routeForm", routes.stream().map(route -> route.form().name()).toList());
        values.put(
                "routeTarget",
                routes.stream().map(route -> route.target().name()).toList());
        values.put(
                "routeAddress", routes.stream().map(NotificationRoute::address).toList());
        return ofListed(new Form(values, "", null));
    }

    /** The preset of this name; the simplest for any other. */
    static Preset preset(@Nullable String name) {
        return Arrays.stream(Preset.values())
                .filter(preset -> preset.inAddress().equals(name))
                .findFirst()
                .orElse(Preset.USAGE);
    }

    ListingForm refused(String message) {
        return new ListingForm(form.refused(message), isNew, moreRows);
    }

    /** Whether the button that was pressed is the one for more rows. */
    boolean wantsRow() {
        return form.has("then", "more");
    }

    ListingForm withRow() {
        return new ListingForm(form, isNew, MORE);
    }

    /** The rows that are filled, and some that are not. */
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>(filled());
        for (int i = 0; i < moreRows && rows.size() < MOST_ROWS; i++) {
            rows.add(new Row(rows.size() + 1, "", ""));
        }
        return rows;
    }

    public List<PricingModel> pricingModels() {
        return List.of(PricingModel.values());
    }

    public List<ProductIdentity> identities() {
        return List.of(ProductIdentity.values());
    }

    public List<DimensionKind> kinds() {
        return List.of(DimensionKind.values());
    }

    /** Where notifications go; the last row can be filled. */
    public List<RouteRow> routes() {
        List<RouteRow> routes = new ArrayList<>(RouteRow.filled(form));
        if (routes.isEmpty() || moreRows == MORE) {
            routes.add(new RouteRow(routes.size() + 1, "", "", ""));
        }
        return routes;
    }

    public List<TargetKind> targets() {
        return List.of(TargetKind.values());
    }

    public List<NotificationForm> notificationForms() {
        return List.of(NotificationForm.values());
    }

    /** The listing as the API takes it; throws {@link io.stallkeeper.simulator.api.RefusedException}. */
    Listing read() {
        return new Listing(
                form.given("productId"),
                form.choice(ProductIdentity.class, "identity"),
                form.choice(PricingModel.class, "pricingModel"),
                filled().stream()
                        .map(row -> new ListedDimension(row.key(), kind(row.kind())))
                        .toList(),
                form.given("fulfillmentUrl"),
                RouteRow.read(form));
    }

    private List<Row> filled() {
        List<String> keys = form.all("dimensionKey").stream()
                .limit(MOST_ROWS)
                .map(String::strip)
                .toList();
        List<String> kinds = form.all("dimensionKind");
        int[] filled = IntStream.range(0, keys.size())
                .filter(i -> !keys.get(i).isEmpty())
                .toArray();
        return IntStream.range(0, filled.length)
                .mapToObj(
                        i -> new Row(i + 1, keys.get(filled[i]), filled[i] < kinds.size() ? kinds.get(filled[i]) : ""))
                .toList();
    }

    private static @Nullable DimensionKind kind(String name) {
        return name.isEmpty() ? null : Form.choice(DimensionKind.class, "dimensions", name);
    }
}
