package io.stallkeeper.metering.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.metering.adapters.kafka.ParkedReplay;
import io.stallkeeper.metering.adapters.postgres.ParkedUsageQueries;
import io.stallkeeper.metering.adapters.postgres.ParkedUsageQueries.Dismissed;
import io.stallkeeper.metering.adapters.postgres.ParkedUsageQueries.Parked;
import io.stallkeeper.metering.adapters.postgres.ParkedUsageQueries.Place;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Usage events of the topic that can't be counted: to be looked at, tried again after a fix, or dismissed. */
@Path("/v1/parked-usage")
@RolesAllowed("operator")
@Tag(name = "usage", description = "Usage in.")
public class ParkedUsageResource {

    /** Of a payload in a list; where one event is asked for it is whole. */
    private static final int SHOWN_BYTES = 1_024;

    /** Events that one request tries again, or dismisses; the former are on Kafka when it is answered. */
    private static final int MAX_AT_ONCE = 10_000;

    private final ParkedUsageQueries parked;
    private final ParkedReplay replay;
    private final SecurityIdentity caller;

    public ParkedUsageResource(ParkedUsageQueries parked, ParkedReplay replay, SecurityIdentity caller) {
        this.parked = parked;
        this.replay = replay;
        this.caller = caller;
    }

    /**
     * A parked event.
     *
     * @param topicPartition with {@code offset} where it came in, {@code <topic>-<number>}
     * @param headers as text; the same name may be there twice, then the last is shown
     * @param payload as text, in lists at most its first {@value #SHOWN_BYTES} bytes
     * @param payloadBytes how many it has in all
     * @param replays how often it was tried again
     */
    @Schema(name = "ParkedEvent", description = "A parked usage event, as it came.")
    public record Event(
            UUID id,
            String reason,
            @Nullable String subscriptionId,
            String topicPartition,
            long offset,
            Instant parkedAt,
            int replays,
            @Nullable Instant lastReplayedAt,
            Map<String, String> headers,
            String payload,
            int payloadBytes) {

        static Event of(Parked event, int shownBytes) {
            var headers = new LinkedHashMap<String, String>();
            event.headers()
                    .forEach(header ->
                            headers.put(header.key(), header.value() == null ? "" : new String(header.value(), UTF_8)));
            int shown = Math.min(shownBytes, event.body().length);
            return new Event(
                    event.id(),
                    event.reason(),
                    event.subscriptionId(),
                    event.topicPartition(),
                    event.offset(),
                    event.parkedAt(),
                    event.replays(),
                    event.replayedAt(),
                    headers,
                    new String(event.body(), 0, shown, UTF_8),
                    event.body().length);
        }
    }

    /** @param nextCursor for the next page; null on the last */
    @Schema(name = "ParkedEvents", description = "A page of parked usage events.")
    public record Events(List<Event> events, @Nullable String nextCursor) {}

    /** An event that somebody decided not to count. */
    @Schema(name = "ParkedDismissedEvent", description = "A usage event that somebody decided not to count, and why.")
    public record DismissedEvent(Event event, Instant dismissedAt, String dismissedBy, String why) {

        static DismissedEvent of(Dismissed event) {
            return new DismissedEvent(
                    Event.of(event.parked(), SHOWN_BYTES), event.dismissedAt(), event.dismissedBy(), event.why());
        }
    }

    /** @param nextCursor for the next page; null on the last */
    @Schema(name = "DismissedEvents", description = "A page of dismissed usage events.")
    public record DismissedEvents(
            List<DismissedEvent> events, @Nullable String nextCursor) {}

    /** @param status {@code sent}: it is on its way to the ledger; or {@code parked}, then with the reason */
    @Schema(name = "Replayed", description = "What came of trying an event again.")
    public record Replayed(UUID id, String status, @Nullable String reason) {}

    /** @param dismissed how many; if as many as one request takes, there may be more */
    @Schema(name = "DismissedCount", description = "How many events will never count.")
    public record DismissedCount(int dismissed) {}

    @GET
    @Operation(operationId = "listParkedUsage", summary = "Parked usage events, the longest parked first")
    public Uni<Events> list(
            @QueryParam("reason") @Nullable String reason,
            @QueryParam("subscriptionId") @Nullable String subscriptionId,
            @QueryParam("cursor") @Nullable String cursor,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, defaultValue = "100"))
                    @QueryParam("limit")
                    @DefaultValue("100")
                    String limit) {
        var size = Cursor.pageSize(limit);
        return parked.page(reason, subscriptionId, Cursor.parse(cursor), size + 1)
                .map(found -> new Events(
                        found.stream()
                                .limit(size)
                                .map(event -> Event.of(event, SHOWN_BYTES))
                                .toList(),
                        found.size() > size ? Cursor.of(found.get(size - 1).place()) : null));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getParkedUsage", summary = "One parked usage event, whole")
    public Uni<Event> get(@PathParam("id") String id) {
        return parked.find(Cursor.id(id)).map(found -> Event.of(found.orElseThrow(Cursor::unknown), Integer.MAX_VALUE));
    }

    @POST
    @Path("/{id}/replay")
    @Operation(
            operationId = "replayParkedUsage",
            summary = "Try one again; what still can't be counted stays, with the reason of this time")
    public Uni<Replayed> replay(@PathParam("id") String id) {
        return replay.replay(Cursor.id(id))
                .onFailure(UsageProblem::isOfKafka)
                .transform(failure -> UsageProblem.kafkaIsAway())
                .map(outcome -> outcome.orElseThrow(Cursor::unknown))
                .map(outcome -> new Replayed(outcome.id(), outcome.isSent() ? "sent" : "parked", outcome.reason()));
    }

    @POST
    @Path("/replay")
    @Operation(
            operationId = "replayAllParkedUsage",
            summary = "Try all with a reason again, at most 10 000, the longest parked first")
    public Uni<ParkedReplay.Outcomes> replayAll(@QueryParam("reason") @Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            throw Cursor.badRequest("reason names what was fixed");
        }
        return replay.replay(reason, MAX_AT_ONCE)
                .onFailure(UsageProblem::isOfKafka)
                .transform(failure -> UsageProblem.kafkaIsAway());
    }

    @POST
    @Path("/{id}/dismiss")
    @Operation(
            operationId = "dismissParkedUsage",
            summary = "Decide that one will never count; who and why are kept with it")
    public Uni<Void> dismiss(@PathParam("id") String id, @Nullable Dismissal dismissal) {
        return parked.dismiss(Cursor.id(id), caller.getPrincipal().getName(), Dismissal.reasonOf(dismissal))
                .invoke(found -> {
                    if (!found) {
                        throw Cursor.unknown();
                    }
                })
                .replaceWithVoid();
    }

    @POST
    @Path("/dismiss")
    @Operation(
            operationId = "dismissAllParkedUsage",
            summary = "Decide that all with a reason will never count, at most 10 000, the longest parked first")
    public Uni<DismissedCount> dismissAll(
            @QueryParam("reason") @Nullable String reason, @Nullable Dismissal dismissal) {
        if (reason == null || reason.isBlank()) {
            throw Cursor.badRequest("reason names what they are parked for");
        }
        return parked.dismiss(reason, MAX_AT_ONCE, caller.getPrincipal().getName(), Dismissal.reasonOf(dismissal))
                .map(DismissedCount::new);
    }

    @GET
    @Path("/dismissed")
    @Operation(operationId = "listDismissedUsage", summary = "Dismissed usage events, the longest dismissed first")
    public Uni<DismissedEvents> dismissed(
            @QueryParam("cursor") @Nullable String cursor,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, defaultValue = "100"))
                    @QueryParam("limit")
                    @DefaultValue("100")
                    String limit) {
        var size = Cursor.pageSize(limit);
        return parked.dismissed(Cursor.parse(cursor), size + 1).map(found -> {
            var events = new ArrayList<>(found);
            var isMore = events.size() > size;
            if (isMore) {
                events.removeLast();
            }
            return new DismissedEvents(
                    events.stream().map(DismissedEvent::of).toList(),
                    isMore
                            ? Cursor.of(new Place(
                                    events.getLast().dismissedAt(),
                                    events.getLast().parked().id()))
                            : null);
        });
    }
}
