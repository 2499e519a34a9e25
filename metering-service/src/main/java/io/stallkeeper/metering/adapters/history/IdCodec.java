package io.stallkeeper.metering.adapters.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Ids, one after the other. A UUID in its usual spelling takes its 16 bytes; of any other id what it begins with as the last
 * one did is left out, which is most of it where ids are counted up.
 */
final class IdCodec {

    private static final int UUID_LENGTH = 36;
    private static final int AS_UUID = 0;

    private byte[] last = {};

    void write(String id, ByteWriter out) {
        if (isUuid(id)) {
            out.number(AS_UUID)
                    .eightBytes((bits(id, 0, 8) << 32) | (bits(id, 9, 13) << 16) | bits(id, 14, 18))
                    .eightBytes((bits(id, 19, 23) << 48) | bits(id, 24, 36));
            return;
        }
        var utf8 = id.getBytes(StandardCharsets.UTF_8);
        int mismatch = Arrays.mismatch(last, utf8);
        int same = mismatch < 0 ? utf8.length : mismatch;
        out.number(same + 1L).number(utf8.length - same).put(utf8, same, utf8.length - same);
        last = utf8;
    }

    String read(ByteReader in) {
        int kind = in.size();
        if (kind == AS_UUID) {
            return new UUID(in.eightBytes(), in.eightBytes()).toString();
        }
        int same = kind - 1;
        int more = in.size();
        var utf8 = Arrays.copyOf(last, same + more);
        in.copy(utf8, same, more);
        last = utf8;
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static long bits(String id, int from, int to) {
        return HexFormat.fromHexDigitsToLong(id, from, to);
    }

    /** Only lower case: another spelling is another id. */
    private static boolean isUuid(String id) {
        if (id.length() != UUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            char c = id.charAt(i);
            boolean fits = (i == 8 || i == 13 || i == 18 || i == 23) ? c == '-' : isLowerHex(c);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLowerHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
}
