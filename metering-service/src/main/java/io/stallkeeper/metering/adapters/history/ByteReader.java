package io.stallkeeper.metering.adapters.history;

import java.nio.charset.StandardCharsets;

/** Reads what {@link ByteWriter} wrote. */
final class ByteReader {

    private final byte[] bytes;
    private int at;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    long number() {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            number |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }

    int size() {
        return Math.toIntExact(number());
    }

    long difference() {
        long number = number();
        return (number >>> 1) ^ -(number & 1);
    }

    long eightBytes() {
        long number = 0;
        for (int i = 0; i < 8; i++) {
            number = (number << 8) | (bytes[at++] & 0xFF);
        }
        return number;
    }

    String text() {
        int length = size();
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    void copy(byte[] target, int from, int count) {
        System.arraycopy(bytes, at, target, from, count);
        at += count;
    }
}
