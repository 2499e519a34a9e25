package io.stallkeeper.subscription.adapters.notification;

import com.fasterxml.jackson.databind.JsonNode;
import io.stallkeeper.eventsourcing.kafka.Unprocessable;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The fields of a body of AWS's: text without the blanks around it, of a length that an identifier can have. */
record Fields(JsonNode json) {

    private static final int MAX_LENGTH = 1300;

    /** Null if the field is missing, null or blank. */
    @Nullable
    String text(String... path) {
        var node = json;
        for (var name : path) {
            node = node.path(name);
        }
        var text = node.asText("").strip();
        if (text.length() > MAX_LENGTH || text.chars().anyMatch(Character::isISOControl)) {
            throw new Unprocessable("malformed-identifier");
        }
        return text.isEmpty() || node.isNull() ? null : text;
    }

    String required(String otherwise, String... path) {
        var text = text(path);
        if (text == null) {
            throw new Unprocessable(otherwise);
        }
        return text;
    }

    Instant instant(String name) {
        try {
            return Instant.parse(required("no-time", name));
        } catch (DateTimeException e) {
            throw new Unprocessable("malformed-time");
        }
    }
}
