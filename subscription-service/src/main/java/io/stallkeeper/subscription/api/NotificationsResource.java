package io.stallkeeper.subscription.api;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.subscription.adapters.postgres.NotificationRow;
import io.stallkeeper.subscription.domain.notification.Disposition;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** AWS's notifications and what became of them. */
@Path("/v1/notifications")
@RolesAllowed("operator")
public class NotificationsResource {

    /** A notification; {@code at} is AWS's time of it. */
    public record Body(
            String id,
            String form,
            String type,
            Instant at,
            @Nullable String agreementId,
            String disposition,
            Instant receivedAt) {

        static Body of(NotificationRow row) {
            return new Body(row.id, row.form, row.type, row.at, row.agreementId, row.disposition, row.receivedAt);
        }
    }

    /** In the order of arrival; {@code waiting}, if no disposition is named. */
    @GET
    @WithSession
    public Uni<Page<Body>> list(
            @QueryParam("disposition") @DefaultValue("waiting") String disposition,
            @QueryParam("offset") @DefaultValue("0") int offset,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        var wanted = disposition.toUpperCase(Locale.ROOT);
        if (Arrays.stream(Disposition.values()).noneMatch(known -> known.name().equals(wanted))) {
            throw new BadRequestException("There is no such disposition.");
        }
        var range = new Page.Range(offset, limit);
        return NotificationRow.page(wanted.toLowerCase(Locale.ROOT), range.offset(), range.toLoad())
                .map(rows -> range.of(rows, Body::of));
    }
}
