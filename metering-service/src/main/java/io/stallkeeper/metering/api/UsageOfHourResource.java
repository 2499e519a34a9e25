package io.stallkeeper.metering.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.metering.adapters.postgres.CarriedUsage;
import io.stallkeeper.metering.adapters.postgres.UsageOfHour;
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
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Which usage events an hour's units consist of, for as long as they are kept: those reported for it, and those of the
 * hours that units were carried from.
 */
@Path("/v1/subscriptions/{subscriptionId}/dimensions/{dimension}/hours/{hour}/usage-events")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
@Tag(name = "ledger", description = "Where every unit is.")
public class UsageOfHourResource {

    private final UsageOfHour usage;

    public UsageOfHourResource(UsageOfHour usage) {
        this.usage = usage;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "UsagePage", description = "Usage events that the units of an hour consist of.")
    public record UsagePage(
            @Schema(description = "Stallkeeper's name of the subscription.")
            String subscriptionId,

            @Schema(description = "AWS's API identifier of what is counted.")
            String dimension,

            @Schema(description = "Start of the UTC hour.") Instant hour,

            @Schema(
                    description = "Those reported for the hour itself first, then those of the hours that units were"
                            + " carried from, the newest hour first; of one hour in the order of their counting.")
            List<UsageEvent> events,

            @Schema(
                    description = "How units came into the hour, and into the hours that they came from: the last step"
                            + " first. Empty if all of its units were reported for it.")
            List<CarriedShare> carried,

            @Schema(description = "Whether units came from further back than carried tells: 24 steps, 100 rows.")
            boolean carriedFromFurtherBack,

            @Schema(
                    description =
                            "Ask for the next page with it; absent on the last. A page may be short and have a next.")
            @Nullable
            String after) {}

    @Schema(
            name = "CarriedUsage",
            description =
                    "quantity of the units that were in the hour from went on into the hour to. Units aren't attached"
                            + " to events, so nobody can say from which of its events they are.")
    public record CarriedShare(
            @Schema(description = "Start of the UTC hour that left them.")
            Instant from,

            @Schema(description = "Start of the UTC hour that took them.")
            Instant to,

            @Schema(
                    description = "late: they came after their hour was frozen; remainder: what whole units left.",
                    enumeration = {"late", "remainder"})
            String cause,

            @Schema(description = "Units that went on.", examples = "0.5")
            BigDecimal quantity,

            @Schema(description = "Of so many in the hour from: reported for it or carried into it.", examples = "2.5")
            BigDecimal units) {

        static CarriedShare of(CarriedUsage.Carried row) {
            return new CarriedShare(row.from(), row.to(), row.cause(), row.quantity(), row.units());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(description = "A usage event and its place in Kafka.")
    public record UsageEvent(
            @Schema(
                    description = "Start of the UTC hour of the usage: another than the one asked for if units of it"
                            + " were carried.")
            Instant reportedFor,

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

        static UsageEvent of(UsageOfHour.Event reported) {
            var event = reported.counted();
            return new UsageEvent(
                    reported.reportedFor(),
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
            summary = "The usage events that the units of an hour consist of",
            description =
                    "Topic, partition, offset, source and id of each: of those reported for the hour, and of all that"
                            + " were reported for the hours that units were carried from. Of these, carried says how many units"
                            + " went on.")
    @APIResponse(responseCode = "200", description = "A page of usage events.")
    @APIResponse(responseCode = "400", ref = "BadRequest")
    public Uni<UsagePage> usage(
            @PathParam("subscriptionId") String subscriptionId,
            @PathParam("dimension") String dimension,
            @PathParam("hour") String hour,
            @Parameter(
                            description = "Events of a page, 1 to 1000.",
                            schema = @Schema(type = SchemaType.INTEGER, defaultValue = "100"))
                    @QueryParam("limit")
                    @DefaultValue("100")
                    String limit,
            @Parameter(description = "after of the page before.") @QueryParam("after") @Nullable String after) {
        var key = new HourKey(
                Asked.name("subscriptionId", subscriptionId), Asked.name("dimension", dimension), Asked.hour(hour));
        return usage.of(key, position(after), Asked.page(limit))
                .map(page -> new UsagePage(
                        subscriptionId,
                        dimension,
                        key.hour(),
                        page.events().stream().map(UsageEvent::of).toList(),
                        page.ways().carried().stream().map(CarriedShare::of).toList(),
                        page.ways().isCut(),
                        page.next() == null ? null : page.next().toString()));
    }

    private static UsageOfHour.@Nullable Position position(@Nullable String after) {
        try {
            return after == null ? null : UsageOfHour.Position.parse(after);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw Asked.badRequest("after is what the page before said");
        }
    }
}
