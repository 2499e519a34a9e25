package io.stallkeeper.subscription.api;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.log.RecordedEvent;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.subscription.adapters.postgres.StoredSubscriptionEvents;
import io.stallkeeper.subscription.adapters.postgres.SubscriptionRow;
import io.stallkeeper.subscription.domain.Subscription;
import io.stallkeeper.subscription.domain.SubscriptionDecider;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How subscriptions stand, and how they came to it. */
@Path("/v1/subscriptions")
@RolesAllowed("operator")
public class SubscriptionsResource {

    private final PostgresEventLog log;
    private final SubscriptionDecider decider = new SubscriptionDecider();

    /** A row of the list. */
    public record Summary(
            String subscriptionId,
            String state,
            String productCode,
            @Nullable Instant meteringDeadline,
            Instant changedAt) {

        static Summary of(SubscriptionRow row) {
            return new Summary(
                    row.subscriptionId,
                    row.state.toUpperCase(Locale.ROOT),
                    row.productCode,
                    row.meteringDeadline,
                    row.changedAt);
        }
    }

    public SubscriptionsResource(PostgresEventLog log) {
        this.log = log;
    }

    /** Sorted by id. */
    @GET
    @WithSession
    public Uni<Page<Summary>> list(
            @QueryParam("offset") @DefaultValue("0") int offset, @QueryParam("limit") @DefaultValue("100") int limit) {
        var range = new Page.Range(offset, limit);
        return SubscriptionRow.page(range.offset(), range.toLoad()).map(rows -> range.of(rows, Summary::of));
    }

    /** With all that ever happened to it, the oldest first. */
    @GET
    @Path("{subscriptionId}")
    public Uni<SubscriptionBody> get(@PathParam("subscriptionId") String subscriptionId) {
        var stream = StoredSubscriptionEvents.streamOf(subscriptionId);
        return log.inTransaction(transaction -> transaction.read(stream))
                .map(recorded -> body(subscriptionId, recorded));
    }

    private SubscriptionBody body(String subscriptionId, List<RecordedEvent> recorded) {
        var state = decider.initialState();
        var history = new ArrayList<HistoryEntry>();
        for (var each : recorded) {
            var event = StoredSubscriptionEvents.TYPES.read(each);
            state = decider.evolve(state, event);
            history.add(HistoryEntry.of(each, event));
        }
        return switch (state) {
            case Subscription.Unknown _ -> throw new NotFoundException("There is no such subscription.");
            case Subscription.Merged(var into) ->
                throw new NotFoundException("That is another name of subscription " + into + ".");
            case Subscription.Known known -> SubscriptionBody.of(subscriptionId, known, history);
        };
    }
}
