package io.stallkeeper.metering.adapters.usage;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads the text of a JSON number to its last decimal. */
final class Quantity {

    /** So many digits are in every long. */
    private static final int LONG_DIGITS = 18;

    /** No number with 18 digits before the point and 12 behind it needs more; longer ones cost time to read. */
    private static final int MAX_LENGTH = 100;

    private Quantity() {}

    /** Null if it is too long to be a quantity, or its exponent is. */
    static @Nullable BigDecimal parse(char[] text, int offset, int length) {
        if (length <= LONG_DIGITS + 1) {
            var plain = parsePlain(text, offset, length);
            if (plain != null) {
                return plain;
            }
        }
        try {
            return length > MAX_LENGTH ? null : new BigDecimal(text, offset, length);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Null if it has more digits than a long takes, a sign or an exponent. */
    private static @Nullable BigDecimal parsePlain(char[] text, int offset, int length) {
        long digits = 0;
        int count = 0;
        int point = -1;
        for (int at = 0; at < length; at++) {
            char character = text[offset + at];
            if (character >= '0' && character <= '9') {
                digits = digits * 10 + character - '0';
                count++;
            } else if (character == '.') {
                point = at;
            } else {
                return null;
            }
        }
        return count > LONG_DIGITS ? null : BigDecimal.valueOf(digits, point < 0 ? 0 : length - point - 1);
    }
}
