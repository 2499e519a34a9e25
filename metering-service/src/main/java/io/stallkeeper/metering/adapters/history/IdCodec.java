package io.stallkeeper.metering.adapters.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * Ids, one after the other. A UUID in its usual spelling takes its 16 bytes; of any other id what it begins with as the
 * last one did is left out, which is most of it where ids are counted up.
 */
final class IdCodec {

    private static final int UUID_LENGTH = 36;
    private static final int AS_UUID = 0;
    private static final int NO_NUMBER = -1;

    private byte[] last = {};

    void write(String id, ByteWriter out) {
        if (!writeUuid(id, out)) {
            writeText(id, out);
        }
    }

    /** Only lower case: another spelling is another id. Whether it was a UUID; otherwise nothing is written. */
    private static boolean writeUuid(String id, ByteWriter out) {
        if (id.length() != UUID_LENGTH || !hasDashes(id)) {
            return false;
        }
        long first = bits(id, 0, 8);
        long second = bits(id, 9, 13);
        long third = bits(id, 14, 18);
        long fourth = bits(id, 19, 23);
        long fifth = bits(id, 24, UUID_LENGTH);
        if ((first | second | third | fourth | fifth) < 0) {
            return false;
        }
        out.number(AS_UUID).eightBytes((first << 32) | (second << 16) | third).eightBytes((fourth << 48) | fifth);
        return true;
    }

    private void writeText(String id, ByteWriter out) {
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

    private static boolean hasDashes(String id) {
        return id.charAt(8) == '-' && id.charAt(13) == '-' && id.charAt(18) == '-' && id.charAt(23) == '-';
    }

    /** The number of at most twelve digits; negative if one of them is none in lower case. */
    private static long bits(String id, int from, int to) {
        long bits = 0;
        for (int i = from; i < to; i++) {
            int digit = digit(id.charAt(i));
            if (digit < 0) {
                return NO_NUMBER;
            }
            bits = (bits << 4) | digit;
        }
        return bits;
    }

    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : NO_NUMBER;
    }
}
