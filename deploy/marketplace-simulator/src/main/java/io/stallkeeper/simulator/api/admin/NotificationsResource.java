package io.stallkeeper.simulator.api.admin;

import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.adapters.delivery.Courier;
import io.stallkeeper.simulator.adapters.delivery.NotificationBody;
import io.stallkeeper.simulator.adapters.delivery.Tries;
import io.stallkeeper.simulator.domain.listing.NotificationForm;
import io.stallkeeper.simulator.domain.listing.TargetKind;
import io.stallkeeper.simulator.domain.notification.Delivery;
import io.stallkeeper.simulator.domain.notification.Notification;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The outbox: {@code /simulator/v1/notifications}. */
@Path("/simulator/v1/notifications")
public class NotificationsResource {
    /** Some ten megabytes of JSON. */
    private static final int MOST = 10_000;

    private final Simulation simulation;
    private final NotificationBody body;
    private final Courier courier;

    /**
     * A notification. {@code deliveredAt} is null while its target hasn't taken it; {@code sends} is when it is sent,
     * by the marketplace's clock: twice if it comes twice, never if it is lost on purpose. {@code givenUpAt} is when it
     * was lost because its target wouldn't take it, or too many waited. {@code tries} and {@code lastFailure} are there
     * while it waits: how often it was brought in vain since the process began, and why the last time.
     */
    public record Body(
            String id,
            String type,
            String agreementId,
            Instant at,
            NotificationForm form,
            TargetKind target,
            @Nullable String queueUrl,
            String address,
            List<Instant> sends,
            boolean lost,
            @Nullable Instant deliveredAt,
            @Nullable Instant givenUpAt,
            @Nullable Integer tries,
            @Nullable String lastFailure,
            String body) {}

    public NotificationsResource(Simulation simulation, NotificationBody body, Courier courier) {
        this.simulation = simulation;
        this.body = body;
        this.courier = courier;
    }

    /** The last so many of those that were delivered lately, and of those that wait, the oldest first. */
    @GET
    public List<Body> all(@QueryParam("limit") @DefaultValue("10000") int limit) {
        List<Delivery> all =
                simulation.look(moment -> moment.marketplace().outbox().all());
        return all.subList(Math.max(0, all.size() - Math.clamp(limit, 1, MOST)), all.size()).stream()
                .map(this::body)
                .toList();
    }

    /** What the API tells of a notification. */
    public Body body(Delivery delivery) {
        Notification notification = delivery.notification();
        Optional<Tries> tries = courier.tries(notification.id());
        return new Body(
                notification.id(),
                notification.awsName(),
                notification.terms().agreementId(),
                notification.at(),
                notification.route().form(),
                notification.route().target(),
                notification.route().target() == TargetKind.SQS
                        ? notification.route().address()
                        : null,
                notification.route().address(),
                notification.sends(),
                delivery.isLost(),
                delivery.deliveredAt(),
                delivery.givenUpAt(),
                tries.map(Tries::count).orElse(null),
                tries.map(Tries::lastFailure).orElse(null),
                body.of(notification));
    }
}
