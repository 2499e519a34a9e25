package io.stallkeeper.metering.api;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.stallkeeper.metering.adapters.postgres.ParkedUsageQueries.Place;
import jakarta.ws.rs.NotFoundException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a page of a list begins, and what of a request's parameters is none. */
final class Cursor {

    private static final int MAX_PAGE = 500;
    private static final char SEPARATOR = '_';

    private Cursor() {}

    static String of(Place place) {
        return place.at().toString() + SEPARATOR + place.id();
    }

    static Place parse(@Nullable String cursor) {
        if (cursor == null) {
            return Place.START;
        }
        int separator = cursor.indexOf(SEPARATOR);
        try {
            return new Place(
                    Instant.parse(cursor.substring(0, Math.max(0, separator))),
                    UUID.fromString(cursor.substring(separator + 1)));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw badRequest("cursor is what the page before named");
        }
    }

    static int pageSize(String limit) {
        return Asked.page(limit, MAX_PAGE);
    }

    static UUID id(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    static NotFoundException unknown() {
        return new NotFoundException("There is no such parked event");
    }

    static HttpProblem badRequest(String detail) {
        return HttpProblem.builder()
                .withStatus(400)
                .withTitle("Bad request")
                .withDetail(detail)
                .build();
    }
}
