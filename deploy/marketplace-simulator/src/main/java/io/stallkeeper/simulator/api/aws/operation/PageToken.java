package io.stallkeeper.simulator.api.aws.operation;

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
        return Base64.getEncoder().encodeToString((PREFIX + offset).getBytes(StandardCharsets.UTF_8));
    }

    /** The offset, which is 0 without a token; one that isn't ours is refused with this code. */
    static int offset(@Nullable String token, RefusalCode otherwise) {
        if (token == null) {
            return 0;
        }
        try {
            String text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith(PREFIX)) {
                return Integer.parseUnsignedInt(text.substring(PREFIX.length()));
            }
        } catch (IllegalArgumentException _) {
            // Answered like any other token that isn't ours.
        }
        throw new RefusedException(otherwise.because("NextToken: unknown"));
    }
}
