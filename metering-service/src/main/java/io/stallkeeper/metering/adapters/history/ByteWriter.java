package io.stallkeeper.metering.adapters.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow. Numbers take as many bytes as they need, seven bits in each. */
final class ByteWriter {

    private byte[] bytes = new byte[4096];
    private int length;

    ByteWriter put(byte[] more, int from, int count) {
        makeRoomFor(count);
        System.arraycopy(more, from, bytes, length, count);
        length += count;
        return this;
    }

    ByteWriter put(ByteWriter other) {
        return put(other.bytes, 0, other.length);
    }

    /** At least 0. */
    ByteWriter number(long number) {
        makeRoomFor(10);
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    /** Small for small numbers of either sign. */
    ByteWriter difference(long number) {
        return number((number << 1) ^ (number >> 63));
    }

    ByteWriter eightBytes(long number) {
        makeRoomFor(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (number >>> shift);
        }
        return this;
    }

    ByteWriter text(String text) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        return number(utf8.length).put(utf8, 0, utf8.length);
    }

    int length() {
        return length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void makeRoomFor(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
    }
}
