package io.stallkeeper.metering.api;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.metering.adapters.history.CountedEvent;
import io.stallkeeper.metering.adapters.history.UsageHistory;
import io.stallkeeper.metering.adapters.postgres.LedgerQueries;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.hour.Walls;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where every unit of a subscription is. For each dimension, at any moment, {@code reported = accepted + pending + refused +
 * expired + rejected}; units are decimals.
 */
@Path("/v1/subscriptions/{subscriptionId}")
@RolesAllowed("operator")
public class LedgerResource {

    private static final int MAX_PAGE = 1_000;

    private final LedgerQueries queries;
    private final UsageHistory history;

    public LedgerResource(LedgerQueries queries, UsageHistory history) {
        this.queries = queries;
        this.history = history;
    }

    /** The places by dimension; no dimension for a subscription that never reported any usage. */
    public record Ledger(String subscriptionId, List<LedgerQueries.Places> dimensions) {}

    /** Newest first; for the next page ask {@code before} the last hour. */
    public record HoursPage(String subscriptionId, List<LedgerQueries.Hour> hours) {}

    /**
     * The usage events that were reported for an hour, in the order in which they were counted. For the next page ask {@code
     * after}; there is none if it is missing. A page may be short and have a next one.
     */
    public record UsagePage(
            String subscriptionId,
            String dimension,
            Instant hour,
            List<UsageEvent> events,
            @Nullable String after) {}

    /** A usage event and its place in Kafka. The quantity is in AWS's units. */
    public record UsageEvent(
            String topic,
            int partition,
            long offset,
            String source,
            String id,
            Instant time,
            BigDecimal quantity,
            @Nullable String rejectedAs) {

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
    @Path("/ledger")
    public Uni<Ledger> ledger(@PathParam("subscriptionId") String subscriptionId) {
        return queries.places(subscriptionId).map(places -> new Ledger(subscriptionId, places));
    }

    @GET
    @Path("/hours")
    public Uni<HoursPage> hours(
            @PathParam("subscriptionId") String subscriptionId,
            @QueryParam("dimension") @Nullable String dimension,
            @QueryParam("before") @DefaultValue("9999-01-01T00:00:00Z") String before,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        return queries.hours(subscriptionId, dimension, instant("before", before), page(limit))
                .map(hours -> new HoursPage(subscriptionId, hours));
    }

    @GET
    @Path("/dimensions/{dimension}/hours/{hour}/usage-events")
    public Uni<UsagePage> usage(
            @PathParam("subscriptionId") String subscriptionId,
            @PathParam("dimension") String dimension,
            @PathParam("hour") String hour,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("after") @Nullable String after) {
        var at = instant("hour", hour);
        if (!at.equals(Walls.hourOf(at))) {
            throw badRequest("hour is the beginning of an hour, such as 2026-08-20T14:00:00Z");
        }
        return history.of(new HourKey(subscriptionId, dimension, at), position(after), page(limit))
                .map(page -> new UsagePage(
                        subscriptionId,
                        dimension,
                        at,
                        page.events().stream().map(UsageEvent::of).toList(),
                        page.next() == null ? null : page.next().toString()));
    }

    private static UsageHistory.Position position(@Nullable String after) {
        try {
            return after == null ? UsageHistory.Position.BEGINNING : UsageHistory.Position.parse(after);
        } catch (IllegalArgumentException e) {
            throw badRequest("after is what the page before said");
        }
    }

    private static int page(int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw badRequest("limit is from 1 to " + MAX_PAGE);
        }
        return limit;
    }

    private static Instant instant(String name, String value) {
        try {
            return Instant.parse(value);
        } catch (DateTimeParseException e) {
            throw badRequest(name + " is an ISO-8601 instant, such as 2026-08-20T14:00:00Z");
        }
    }

    private static HttpProblem badRequest(String detail) {
        return HttpProblem.builder()
                .withStatus(400)
                .withTitle("Bad request")
                .withDetail(detail)
                .build();
    }
}
