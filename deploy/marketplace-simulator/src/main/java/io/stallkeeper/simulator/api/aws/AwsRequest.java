package io.stallkeeper.simulator.api.aws;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** The parts of an HTTP request that matter. Signatures are read for their Region and not verified. */
record AwsRequest(@Nullable String authorization, Buffer body) {

    /** The Region in the credential scope, {@code Credential=<key>/<date>/<region>/<service>/aws4_request}. */
    String region() {
        if (authorization != null) {
            int start = authorization.indexOf("Credential=");
            String[] scope =
                    start < 0 ? new String[0] : authorization.substring(start).split("/", 4);
            if (scope.length == 4 && !scope[2].isEmpty()) {
                return scope[2].intern();
            }
        }
        return "us-east-1";
    }
}
