package io.stallkeeper.metering.api;

import io.stallkeeper.metering.api.BodyBudget.Share;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's body: not more than {@value #MAX_BYTES} bytes, unpacked, and never ahead of its share of the
 * budget.
 */
final class UsageBody {

    /** 5 000 events of a usual size, with room. */
    static final int MAX_BYTES = 4_194_304;

    private static final byte[] NOTHING = {};

    private UsageBody() {}

    /** Throws the problem to answer with. */
    static byte[] read(InputStream body, @Nullable String contentEncoding, Share share) {
        if (!share.holds(BodyBudget.SMALLEST_SHARE)) {
            throw UsageProblem.busy();
        }
        try (var unpacked = unpack(new Unclosed(body), contentEncoding)) {
            return read(unpacked, share);
        } catch (IOException e) {
            throw UsageProblem.uncountable("body-not-readable");
        }
    }

    /** Closed, the platform's stream would read all that is left, however much that is. */
    private static final class Unclosed extends FilterInputStream {

        Unclosed(InputStream body) {
            super(body);
        }

        @Override
        public void close() {
            // whoever opened it does
        }
    }

    private static InputStream unpack(InputStream body, @Nullable String contentEncoding) throws IOException {
        return switch (contentEncoding == null
                ? "identity"
                : contentEncoding.strip().toLowerCase(Locale.ROOT)) {
            case "identity" -> body;
            case "gzip", "x-gzip" -> new GZIPInputStream(body, BodyBudget.SMALLEST_SHARE);
            default -> throw UsageProblem.unsupportedEncoding();
        };
    }

    private static byte[] read(InputStream body, Share share) throws IOException {
        var bytes = NOTHING;
        int length = 0;
        int capacity = BodyBudget.SMALLEST_SHARE;
        while (true) {
            if (!share.holds(capacity)) {
                throw UsageProblem.busy();
            }
            bytes = Arrays.copyOf(bytes, capacity);
            int read = body.readNBytes(bytes, length, capacity - length);
            length += read;
            if (length < capacity) {
                return Arrays.copyOf(bytes, length);
            }
            if (capacity == MAX_BYTES) {
                if (body.read() >= 0) {
                    throw UsageProblem.tooLarge();
                }
                return bytes;
            }
            capacity = Math.min(capacity * 2, MAX_BYTES);
        }
    }
}
