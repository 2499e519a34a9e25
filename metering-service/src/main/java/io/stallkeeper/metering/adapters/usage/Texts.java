package io.stallkeeper.metering.adapters.usage;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What text of strangers must be before two of it are compared: the same for each who reads it. */
final class Texts {

    private static final String OTHER_URI_CHARACTERS = "-._~:/?#[]@!$&'()*+,;=%";

    private Texts() {}

    static boolean isUtf8(byte[] bytes, int offset, int length) {
        return isAscii(bytes, offset, length) || decode(bytes, offset, length) != null;
    }

    /** Null if it isn't UTF-8. */
    static @Nullable String decode(byte[] bytes, int offset, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, offset, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean isAscii(byte[] bytes, int offset, int length) {
        int bits = 0;
        for (int at = offset; at < offset + length; at++) {
            bits |= bytes[at];
        }
        return bits >= 0;
    }

    /** Neither control characters nor half a character: what CloudEvents call a string. */
    static boolean isString(String text) {
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (Character.isHighSurrogate(character)
                    && at + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(at + 1))) {
                at++;
            } else if (Character.isISOControl(character) || Character.isSurrogate(character)) {
                return false;
            }
        }
        return true;
    }

    static boolean isPrintableAscii(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) < ' ' || text.charAt(at) > '~') {
                return false;
            }
        }
        return true;
    }

    /** Made of the characters that a URI reference has (RFC 3986). */
    static boolean isUriReference(String text) {
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (!isAsciiLetterOrDigit(character) && OTHER_URI_CHARACTERS.indexOf(character) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static boolean isAsciiLetterOrDigit(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9');
    }
}
