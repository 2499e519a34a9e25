package io.stallkeeper.simulator.api.aws;

import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** An offset that looks like nothing in particular, so that no client counts on it. */
final class PageToken {
    private static final String PREFIX = "page:";

    private PageToken() {}

    static String of(int offset) {
        return Base64.getUrlEncoder().encodeToString((PREFIX + offset).getBytes(StandardCharsets.UTF_8));
    }

    static int offset(@Nullable String token, RefusalCode otherwise) {
        if (token == null) {
            return 0;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith(PREFIX)) {
                return Integer.parseUnsignedInt(text.substring(PREFIX.length()));
            }
        } catch (IllegalArgumentException _) {
            // Answered like any other token that isn't ours.
        }
        throw new RefusedException(otherwise.because("NextToken: unknown"));
    }
}
