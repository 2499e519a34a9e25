package io.stallkeeper.subscription.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.subscription.adapters.ParkedReplay;
import io.stallkeeper.subscription.adapters.postgres.ParkedMessages;
import io.stallkeeper.subscription.adapters.postgres.ParkedMessages.ParkedMessage;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What could not be understood: to be looked at, and tried again. */
@Path("/v1/parked-messages")
@RolesAllowed("operator")
public class ParkedMessagesResource {

    private final ParkedMessages parked;
    private final ParkedReplay replay;

    /**
     * A parked message.
     *
     * @param channel the queue or topic that it came by, {@code origin} names it there
     * @param body as it came; only where one message is asked for
     */
    public record Body(
            UUID id,
            String channel,
            String origin,
            String reason,
            Instant parkedAt,
            @Nullable String body) {

        static Body summary(ParkedMessage message) {
            return new Body(
                    message.id(), message.channel(), message.origin(), message.reason(), message.parkedAt(), null);
        }

        static Body whole(ParkedMessage message) {
            return new Body(
                    message.id(),
                    message.channel(),
                    message.origin(),
                    message.reason(),
                    message.parkedAt(),
                    new String(message.body(), UTF_8));
        }
    }

    public ParkedMessagesResource(ParkedMessages parked, ParkedReplay replay) {
        this.parked = parked;
        this.replay = replay;
    }

    /** The longest parked first. */
    @GET
    public Uni<Page<Body>> list(
            @QueryParam("offset") @DefaultValue("0") int offset, @QueryParam("limit") @DefaultValue("100") int limit) {
        var range = new Page.Range(offset, limit);
        return parked.page(range.offset(), range.toLoad()).map(messages -> range.of(messages, Body::summary));
    }

    @GET
    @Path("{id}")
    public Uni<Body> get(@PathParam("id") UUID id) {
        return parked.find(id).map(found -> Body.whole(found.orElseThrow(ParkedMessagesResource::unknown)));
    }

    /** Tries it again. What can't be understood still stays, with the reason of this time. */
    @POST
    @Path("{id}/replay")
    public Uni<ParkedReplay.Outcome> replay(@PathParam("id") UUID id) {
        return replay.replay(id).map(outcome -> outcome.orElseThrow(ParkedMessagesResource::unknown));
    }

    private static NotFoundException unknown() {
        return new NotFoundException("There is no such message.");
    }
}
