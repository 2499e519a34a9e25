package io.stallkeeper.simulator.api.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.api.admin.AgreementBody;
import io.stallkeeper.simulator.api.admin.ClockResource;
import io.stallkeeper.simulator.domain.Moment;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.listing.Product;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Buyers: AWS accounts that have agreements. */
@Path("/page/buyers")
@Produces(Pages.HTML)
public class BuyerPages {
    private static final int ROWS = 50;
    private static final int PRODUCTS_OFFERED = 50;

    private final Simulation simulation;
    private final ClockResource clock;

    /** A buyer in the list; {@code current} of the agreements are neither cancelled nor expired. */
    public record Buyer(String accountId, int agreements, int current, Instant lastAcceptedAt) {
        Buyer with(Agreement agreement) {
            return new Buyer(
                    accountId,
                    agreements + 1,
                    agreement.isCurrent() ? current + 1 : current,
                    agreement.terms().acceptedAt());
        }
    }

    @CheckedTemplate(basePath = "page")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance buyers(Frame frame, Paged<Buyer> buyers);

        static native TemplateInstance buyer(
                Frame frame, String accountId, Paged<AgreementBody> agreements, List<Product> products);
    }

    public BuyerPages(Simulation simulation, ClockResource clock) {
        this.simulation = simulation;
        this.clock = clock;
    }

    /** All buyers, the one who came last first. */
    @GET
    public Response all(@Context UriInfo uri) {
        Collection<Buyer> buyers = simulation.look(BuyerPages::buyers);
        return Pages.ok(Templates.buyers(frame(), Paged.of(List.copyOf(buyers).reversed().stream(), ROWS, uri)));
    }

    /** One buyer's agreements, and what else there is to subscribe to. */
    @GET
    @Path("{accountId}")
    public Response one(@PathParam("accountId") String accountId, @Context UriInfo uri) {
        Paged<AgreementBody> agreements = simulation.look(moment -> Paged.of(
                        moment.marketplace().agreements().all().reversed().stream()
                                .filter(each -> each.terms().accountId().equals(accountId)),
                        ROWS,
                        uri)
                .map(AgreementBody::of));
        if (agreements.total() == 0) {
            return NotFound.of(frame(), "This account has bought nothing yet.");
        }
        List<Product> products = simulation.look(moment ->
                moment.marketplace().products().stream().limit(PRODUCTS_OFFERED).toList());
        return Pages.ok(Templates.buyer(frame(), accountId, agreements, products));
    }

    private static Collection<Buyer> buyers(Moment moment) {
        Map<String, Buyer> byAccount = new LinkedHashMap<>();
        for (Agreement agreement : moment.marketplace().agreements().all()) {
            String accountId = agreement.terms().accountId();
            Buyer before = byAccount.getOrDefault(
                    accountId, new Buyer(accountId, 0, 0, agreement.terms().acceptedAt()));
            byAccount.put(accountId, before.with(agreement));
        }
        return byAccount.values();
    }

    private Frame frame() {
        return Frame.of(Section.BUYERS, clock.now());
    }
}
