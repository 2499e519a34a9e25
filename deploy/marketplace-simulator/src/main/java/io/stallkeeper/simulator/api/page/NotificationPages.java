package io.stallkeeper.simulator.api.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.api.admin.ClockResource;
import io.stallkeeper.simulator.api.admin.NotificationsResource;
import io.stallkeeper.simulator.api.admin.NotificationsResource.Body;
import io.stallkeeper.simulator.domain.notification.Delivery;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** The outbox: what the seller was told, and what still waits to be told. */
@Path("/page/notifications")
@Produces(Pages.HTML)
public class NotificationPages {
    private static final int ROWS = 25;

    private final Simulation simulation;
    private final NotificationsResource notifications;
    private final ClockResource clock;

    @CheckedTemplate(basePath = "page")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance notifications(Frame frame, Paged<Body> notifications, Form filter);
    }

    public NotificationPages(Simulation simulation, NotificationsResource notifications, ClockResource clock) {
        this.simulation = simulation;
        this.notifications = notifications;
        this.clock = clock;
    }

    /** Notifications, the last first; {@code agreement} and {@code state} are filters. */
    @GET
    public Response all(@Context UriInfo uri) {
        var filter = Form.sent(uri.getQueryParameters());
        Paged<Delivery> found = simulation.look(moment -> Paged.of(
                moment.marketplace().outbox().all().reversed().stream()
                        .filter(each -> filter.passes(
                                "agreement", each.notification().terms().agreementId()))
                        .filter(each -> filter.passes("state", state(each))),
                ROWS,
                uri));
        Frame frame = Frame.of(Section.NOTIFICATIONS, clock.now()).live(filter.has("live", "on"));
        return Pages.ok(Templates.notifications(frame, found.map(notifications::body), filter));
    }

    private static String state(Delivery delivery) {
        if (delivery.deliveredAt() != null) {
            return "delivered";
        }
        return delivery.isLost() ? "lost" : "waiting";
    }
}
