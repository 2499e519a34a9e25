package io.stallkeeper.metering.api;

import io.stallkeeper.metering.adapters.usage.PercentText;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The attributes of a CloudEvent in HTTP's binary mode: headers {@code ce-…}, extensions too. */
final class CloudEventHeaders {

    private static final String PREFIX = "ce-";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+");

    private CloudEventHeaders() {}

    /** Whether the request says that it is a CloudEvent. */
    static boolean areIn(MultivaluedMap<String, String> headers) {
        return headers.keySet().stream().anyMatch(CloudEventHeaders::isAttribute);
    }

    /** By name, decoded; null if one isn't well-formed or is there twice. */
    static @Nullable Map<String, String> read(MultivaluedMap<String, String> headers) {
        var attributes = new TreeMap<String, String>();
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            if (!isAttribute(header.getKey())) {
                continue;
            }
            var name = header.getKey().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
            var value = header.getValue().size() == 1
                    ? PercentText.decode(header.getValue().getFirst())
                    : null;
            if (value == null || !NAME.matcher(name).matches() || attributes.put(name, value) != null) {
                return null;
            }
        }
        return attributes;
    }

    private static boolean isAttribute(String header) {
        return header.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }
}
