package io.stallkeeper.metering.adapters.usage;

import org.jspecify.annotations.Nullable;

/** Text in an HTTP header, as CloudEvents' HTTP binding (3.1.3.2) has it: quoted or not, then percent-encoded UTF-8. */
public final class PercentText {

    private static final int HEX = 16;

    private PercentText() {}

    /** Null if it is not well-formed: other characters than printable ASCII, half an escape, or no UTF-8. */
    public static @Nullable String decode(String header) {
        var text = unquote(header);
        var bytes = new byte[text.length()];
        int length = 0;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character < ' ' || character > '~') {
                return null;
            }
            int value = character;
            if (character == '%') {
                value = escaped(text, at + 1);
                at += 2;
            }
            if (value < 0) {
                return null;
            }
            bytes[length++] = (byte) value;
        }
        return Texts.decode(bytes, 0, length);
    }

    private static int escaped(String text, int at) {
        if (at + 1 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(at), HEX);
        int low = Character.digit(text.charAt(at + 1), HEX);
        return high < 0 || low < 0 ? -1 : high * HEX + low;
    }

    private static String unquote(String header) {
        if (header.length() < 2 || !header.startsWith("\"") || !header.endsWith("\"")) {
            return header;
        }
        var text = new StringBuilder();
        for (int at = 1; at < header.length() - 1; at++) {
            char character = header.charAt(at);
            boolean isEscape = character == '\\' && at + 1 < header.length() - 1;
            text.append(isEscape ? header.charAt(++at) : character);
        }
        return text.toString();
    }
}
