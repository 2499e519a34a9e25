package io.stallkeeper.simulator.api.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.api.CallLog;
import io.stallkeeper.simulator.api.admin.AgreementBody;
import io.stallkeeper.simulator.api.admin.ClockResource;
import io.stallkeeper.simulator.domain.Marketplace;
import io.stallkeeper.simulator.domain.Moment;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.listing.Product;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where one begins, and from where all else is reached. {@code POST /} is AWS's. */
@Path("/")
@Produces(Pages.HTML)
public class StartPage {
    private static final int ROWS = 5;

    private final Simulation simulation;
    private final ClockResource clock;
    private final CallLog calls;

    /** How much there is of everything, and the last of some. */
    public record Overview(
            List<Product> products,
            List<AgreementBody> agreements,
            int productCount,
            int agreementCount,
            long activeCount,
            int recordCount,
            int waitingCount) {

        static Overview of(Moment moment) {
            Marketplace marketplace = moment.marketplace();
            List<Product> products = marketplace.products();
            List<Agreement> agreements = marketplace.agreements().all();
            return new Overview(
                    products.reversed().stream().limit(ROWS).toList(),
                    agreements.reversed().stream()
                            .limit(ROWS)
                            .map(AgreementBody::of)
                            .toList(),
                    products.size(),
                    agreements.size(),
                    agreements.stream().filter(Agreement::isCurrent).count(),
                    marketplace.ledger().billed().size(),
                    marketplace.outbox().waiting().size());
        }
    }

    @CheckedTemplate(basePath = "page")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance start(
                Frame frame, Overview overview, List<CallRow> calls, Preset[] presets, String endpoint, String sdk);
    }

    public StartPage(Simulation simulation, ClockResource clock, CallLog calls) {
        this.simulation = simulation;
        this.clock = clock;
        this.calls = calls;
    }

    /** The first step for who is new, an overview for who is not. */
    @GET
    public Response show(@QueryParam("live") @Nullable String live, @Context UriInfo uri) {
        Frame frame = Frame.of(Section.START, clock.now()).live("on".equals(live));
        List<CallRow> lastCalls =
                calls.calls().reversed().stream().limit(ROWS).map(CallRow::new).toList();
        String endpoint = "http://" + uri.getBaseUri().getAuthority();
        return Pages.ok(Templates.start(
                frame, simulation.look(Overview::of), lastCalls, Preset.values(), endpoint, """
                export AWS_ENDPOINT_URL_MARKETPLACE_METERING=%1$s
                export AWS_ENDPOINT_URL_MARKETPLACE_ENTITLEMENT_SERVICE=%1$s
                export AWS_ENDPOINT_URL_MARKETPLACE_AGREEMENT=%1$s
                export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
                export AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any""".formatted(endpoint)));
    }
}
