package io.stallkeeper.simulator.api.aws.signature;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What of a request can be signed.
 *
 * @param path as it was sent; the paths of AWS's JSON and CBOR protocols need no encoding
 * @param body read only if there is something to compare it with
 * @param headers all values of a header, whatever the case of its name; none, if it is absent
 */
public record SignedRequest(
        String method, String path, String query, Function<String, List<String>> headers, Supplier<byte[]> body) {

    @Nullable
    String header(String name) {
        List<String> values = headers.apply(name);
        return values.isEmpty() ? null : values.getFirst();
    }
}
