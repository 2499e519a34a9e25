package io.stallkeeper.registration.api.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A form as {@code application/x-www-form-urlencoded}, of each field the first value. Read here and not by the
 * framework, whose parser leaves a request with a malformed escape without any answer.
 */
final class FormBody {

    private final Map<String, String> fields = new HashMap<>();

    private FormBody() {}

    /** Empty for a body that is no such form. */
    static Optional<FormBody> parse(byte @Nullable [] body) {
        var form = new FormBody();
        if (body == null || body.length == 0) {
            return Optional.of(form);
        }
        try {
            for (var pair : new String(body, UTF_8).split("&", -1)) {
                int equals = pair.indexOf('=');
                var name = equals < 0 ? pair : pair.substring(0, equals);
                var value = equals < 0 ? "" : pair.substring(equals + 1);
                form.fields.putIfAbsent(URLDecoder.decode(name, UTF_8), URLDecoder.decode(value, UTF_8));
            }
            return Optional.of(form);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Nullable
    String first(String name) {
        return fields.get(name);
    }
}
