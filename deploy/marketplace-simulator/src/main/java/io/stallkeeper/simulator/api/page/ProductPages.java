package io.stallkeeper.simulator.api.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.api.admin.AgreementBody;
import io.stallkeeper.simulator.api.admin.ClockResource;
import io.stallkeeper.simulator.api.admin.ProductsResource;
import io.stallkeeper.simulator.domain.listing.Product;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The seller's part: what is listed, and listing it. */
@Path("/page/products")
@Produces(Pages.HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class ProductPages {
    private static final int ROWS = 50;

    private final Simulation simulation;
    private final ClockResource clock;
    private final ProductsResource products;

    @CheckedTemplate(basePath = "page")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance products(Frame frame, Paged<Product> products);

        static native TemplateInstance product(Frame frame, Product product, Paged<AgreementBody> agreements);

        static native TemplateInstance listing(Frame frame, ListingForm listing);
    }

    public ProductPages(Simulation simulation, ClockResource clock, ProductsResource products) {
        this.simulation = simulation;
        this.clock = clock;
        this.products = products;
    }

    /** All products. */
    @GET
    public Response all(@Context UriInfo uri) {
        return Pages.ok(Templates.products(frame(), Paged.of(products.all().stream(), ROWS, uri)));
    }

    /** One product, its buyers, and how to become one. */
    @GET
    @Path("one")
    public Response one(
            @QueryParam("code") @Nullable String code,
            @QueryParam("done") @Nullable String done,
            @Context UriInfo uri) {
        Optional<Product> product = product(code);
        if (product.isEmpty()) {
            return NotFound.of(frame(), "There is no such product.");
        }
        Paged<AgreementBody> agreements = simulation.look(moment -> Paged.of(
                        moment
                                .marketplace()
                                .agreements()
                                .ofProduct(product.get().productCode())
                                .reversed()
                                .stream(),
                        ROWS,
                        uri)
                .map(AgreementBody::of));
        return Pages.ok(Templates.product(frame().after(Done.named(done)), product.get(), agreements));
    }

    /** An empty form, or one that a preset has filled. */
    @GET
    @Path("new")
    public Response blank(@QueryParam("preset") @Nullable String name) {
        Form form = ListingForm.preset(name).form(code -> product(code).isPresent());
        return Pages.ok(Templates.listing(frame(), ListingForm.ofNew(form)));
    }

    /** The form with a product's listing. */
    @GET
    @Path("edit")
    public Response edit(@QueryParam("code") @Nullable String code) {
        return product(code)
                .map(product -> Pages.ok(Templates.listing(frame(), ListingForm.of(product))))
                .orElseGet(() -> NotFound.of(frame(), "There is no such product."));
    }

    /** Lists a product that isn't there yet. */
    @POST
    @Path("new")
    public Response create(MultivaluedMap<String, String> sent) {
        var listing = ListingForm.ofNew(Form.sent(sent));
        if (product(listing.form().given("productCode")).isPresent()) {
            return refused(listing, "productCode: there is a product with this code already");
        }
        return put(listing, Done.LISTED);
    }

    /** Lists a product differently from now on. */
    @POST
    @Path("edit")
    public Response change(MultivaluedMap<String, String> sent) {
        return put(ListingForm.ofListed(Form.sent(sent)), Done.RELISTED);
    }

    private Response put(ListingForm listing, Done done) {
        if (listing.wantsRow()) {
            return Pages.ok(Templates.listing(frame(), listing.withRow()));
        }
        try {
            String code = listing.form().given("productCode");
            Product product = products.put(code == null ? "" : code, listing.read());
            return Pages.seeOther("/page/products/one?code=" + Shown.encoded(product.productCode()), done);
        } catch (RefusedException e) {
            return refused(listing, e.refusal().message());
        }
    }

    private Response refused(ListingForm listing, String message) {
        return Pages.refused(Templates.listing(frame(), listing.refused(message)));
    }

    private Optional<Product> product(@Nullable String code) {
        return code == null
                ? Optional.empty()
                : simulation.look(moment -> moment.marketplace().product(code));
    }

    private Frame frame() {
        return Frame.of(Section.PRODUCTS, clock.now());
    }
}
