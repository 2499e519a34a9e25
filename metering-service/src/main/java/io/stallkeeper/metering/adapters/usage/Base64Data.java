package io.stallkeeper.metering.adapters.usage;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Data in a structured event that says it is binary; JSON may come like that too. */
final class Base64Data {

    private Base64Data() {}

    /** Null if it isn't base64. */
    static byte @Nullable [] decode(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
