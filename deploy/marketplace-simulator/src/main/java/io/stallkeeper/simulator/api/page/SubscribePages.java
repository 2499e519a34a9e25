package io.stallkeeper.simulator.api.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.api.admin.AgreementsResource;
import io.stallkeeper.simulator.api.admin.AgreementsResource.Wish;
import io.stallkeeper.simulator.api.admin.ClockResource;
import io.stallkeeper.simulator.api.admin.Lengths;
import io.stallkeeper.simulator.domain.agreement.OfferKind;
import io.stallkeeper.simulator.domain.listing.Product;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The offer of a product, which a buyer accepts. */
@Path("/page/subscribe")
@Produces(Pages.HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class SubscribePages {
    /** More than anybody picks from a list; any other account can be typed. */
    private static final int BUYERS_OFFERED = 50;

    private final Simulation simulation;
    private final ClockResource clock;
    private final AgreementsResource agreements;

    @CheckedTemplate(basePath = "page")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance subscribe(
                Frame frame,
                Product product,
                Form form,
                List<Units.Row> units,
                List<String> buyers,
                OfferKind[] offers);
    }

    public SubscribePages(Simulation simulation, ClockResource clock, AgreementsResource agreements) {
        this.simulation = simulation;
        this.clock = clock;
        this.agreements = agreements;
    }

    /** The offer; for a buyer who is known already, if one is given. */
    @GET
    public Response offer(
            @QueryParam("product") @Nullable String productCode, @QueryParam("buyer") @Nullable String accountId) {
        var form = Form.filled(
                accountId == null ? Map.of("buyer", "new") : Map.of("buyer", "known", "buyerAccountId", accountId));
        return product(productCode)
                .map(product -> Pages.ok(page(product, form)))
                .orElseGet(() -> NotFound.of(frame(), "There is no such product."));
    }

    /** The buyer accepts. */
    @POST
    public Response subscribe(MultivaluedMap<String, String> sent) {
        var form = Form.sent(sent);
        Optional<Product> product = product(form.given("productCode"));
        if (product.isEmpty()) {
            return NotFound.of(frame(), "There is no such product.");
        }
        try {
            var agreement = agreements.subscribe(wish(form));
            return Pages.seeOther("/page/agreements/" + agreement.agreementId(), Done.SUBSCRIBED);
        } catch (RefusedException e) {
            return Pages.refused(page(product.get(), form.refused(e.refusal().message())));
        }
    }

    /** An account that is typed counts, whoever was left chosen. */
    private static Wish wish(Form form) {
        String account = form.given("buyerAccountId");
        if (form.has("buyer", "known") && account == null) {
            throw Form.invalid("buyerAccountId: which buyer is it?");
        }
        return new Wish(form.given("productCode"), account, Units.read(form), duration(form), Offers.read(form));
    }

    /** What is typed counts, whatever was left chosen above it. */
    private static @Nullable String duration(Form form) {
        boolean typed = form.given("otherDuration") != null;
        if (!typed && form.has("duration", "other")) {
            throw Form.invalid("otherDuration: how long?");
        }
        String name = typed ? "otherDuration" : "duration";
        String length = form.given(name);
        Lengths.read(name, length);
        return length;
    }

    private TemplateInstance page(Product product, Form form) {
        List<String> buyers = simulation.look(moment -> moment.marketplace().agreements().all().reversed().stream()
                .map(agreement -> agreement.terms().accountId())
                .distinct()
                .limit(BUYERS_OFFERED)
                .toList());
        return Templates.subscribe(frame(), product, form, Units.rows(product, form), buyers, OfferKind.values());
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
