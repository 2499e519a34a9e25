package io.stallkeeper.metering.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.metering.adapters.history.CountedEvent;
import io.stallkeeper.metering.adapters.history.UsageHistory;
import io.stallkeeper.metering.domain.hour.HourKey;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which usage events were reported for an hour, for as long as they are kept. */
@Path("/v1/subscriptions/{subscriptionId}/dimensions/{dimension}/hours/{hour}/usage-events")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
@Tag(name = "ledger", description = "Where every unit is.")
public class UsageOfHourResource {

    private final UsageHistory history;

    public UsageOfHourResource(UsageHistory history) {
        this.history = history;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            name = "UsagePage",
            description = "Usage events that were reported for an hour, in the order of their counting.")
    public record UsagePage(
            @Schema(description = "Stallkeeper's name of the subscription.")
            String subscriptionId,

            @Schema(description = "AWS's API identifier of what is counted.")
            String dimension,

            @Schema(description = "Start of the UTC hour.") Instant hour,

            @Schema(description = "In the order in which they were counted.")
            List<UsageEvent> events,

            @Schema(
                    description =
                            "Ask for the next page with it; absent on the last. A page may be short and have a next.")
            @Nullable
            String after) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(description = "A usage event and its place in Kafka.")
    public record UsageEvent(
            @Schema(description = "The topic.", examples = "usage")
            String topic,

            @Schema(description = "The partition.", examples = "3")
            int partition,

            @Schema(description = "Of the record in the partition.", examples = "1024")
            long offset,

            @Schema(description = "The CloudEvent's source: with the id it counts once.", examples = "/app")
            String source,

            @Schema(description = "The CloudEvent's id.") String id,

            @Schema(description = "When it was used.") Instant time,

            @Schema(description = "In AWS's units.", examples = "1.5")
            BigDecimal quantity,

            @Schema(description = "Why it is never billed; absent if it was counted.", examples = "unknown-dimension")
            @Nullable
            String rejectedAs) {

        static UsageEvent of(CountedEvent event) {
            return new UsageEvent(
                    event.partition().topic(),
                    event.partition().partition(),
                    event.offset(),
                    event.source(),
                    event.id(),
                    event.time(),
                    event.quantity(),
                    event.rejectedAs());
        }
    }

    @GET
    @Operation(
            operationId = "listUsageOfHour",
            summary = "The usage events that were reported for an hour",
            description = "Topic, partition, offset, source and id of each; none if nothing was reported for the hour.")
    @APIResponse(responseCode = "200", description = "A page of usage events.")
    @APIResponse(responseCode = "400", ref = "BadRequest")
    public Uni<UsagePage> usage(
            @PathParam("subscriptionId") String subscriptionId,
            @PathParam("dimension") String dimension,
            @PathParam("hour") String hour,
            @Parameter(description = "Events of a page, 1 to 1000.") @QueryParam("limit") @DefaultValue("100")
                    int limit,
            @Parameter(description = "after of the page before.") @QueryParam("after") @Nullable String after) {
        var key = new HourKey(
                Asked.name("subscriptionId", subscriptionId), Asked.name("dimension", dimension), Asked.hour(hour));
        return history.of(key, position(after), Asked.page(limit))
                .map(page -> new UsagePage(
                        subscriptionId,
                        dimension,
                        key.hour(),
                        page.events().stream().map(UsageEvent::of).toList(),
                        page.next() == null ? null : page.next().toString()));
    }

    private static UsageHistory.Position position(@Nullable String after) {
        try {
            return after == null ? UsageHistory.Position.BEGINNING : UsageHistory.Position.parse(after);
        } catch (IllegalArgumentException e) {
            throw Asked.badRequest("after is what the page before said");
        }
    }
}
