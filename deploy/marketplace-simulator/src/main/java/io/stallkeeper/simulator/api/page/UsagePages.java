package io.stallkeeper.simulator.api.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.api.admin.ClockResource;
import io.stallkeeper.simulator.api.admin.MeteredResource;
import io.stallkeeper.simulator.api.admin.MeteredResource.Of;
import io.stallkeeper.simulator.api.admin.MeteredResource.Total;
import io.stallkeeper.simulator.domain.metering.Ledger;
import io.stallkeeper.simulator.domain.metering.MeteredRecord;
import io.stallkeeper.simulator.domain.metering.RecordStatus;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Every usage record that was answered, and what the billed ones come to. */
@Path("/page/usage")
@Produces(Pages.HTML)
public class UsagePages {
    private static final int ROWS = 50;

    private final Simulation simulation;
    private final ClockResource clock;
    private final MeteredResource metered;

    @CheckedTemplate(basePath = "page")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance usage(
                Frame frame,
                Paged<MeteredResource.Body> records,
                List<Total> totals,
                Form filter,
                List<String> statuses);
    }

    public UsagePages(Simulation simulation, ClockResource clock, MeteredResource metered) {
        this.simulation = simulation;
        this.clock = clock;
        this.metered = metered;
    }

    /** Records, the last first; {@code agreement}, {@code product} and {@code status} are filters. */
    @GET
    public Response all(@Context UriInfo uri) {
        var filter = Form.sent(uri.getQueryParameters());
        var of = new Of(filter.given("agreement"), null, filter.given("product"));
        Paged<MeteredResource.Body> page = simulation.look(moment -> Paged.of(
                        newestFirst(of, moment.marketplace().ledger())
                                .filter(each -> MeteredResource.isOf(of, each, moment.marketplace()))
                                .filter(each ->
                                        filter.passes("status", each.status().awsName())),
                        ROWS,
                        uri)
                .map(each -> MeteredResource.body(each, moment.marketplace())));
        Frame frame = Frame.of(Section.USAGE, clock.now()).live(filter.has("live", "on"));
        List<String> statuses =
                Arrays.stream(RecordStatus.values()).map(RecordStatus::awsName).toList();
        return Pages.ok(Templates.usage(frame, page, metered.totals(of), filter, statuses));
    }

    private static Stream<MeteredRecord> newestFirst(Of of, Ledger ledger) {
        String agreementId = of.agreementId();
        List<MeteredRecord> billed = agreementId == null ? ledger.billed() : ledger.billedOf(agreementId);
        return NewestFirst.of(billed, ledger.refused().toList(), MeteredRecord::receivedAt);
    }
}
