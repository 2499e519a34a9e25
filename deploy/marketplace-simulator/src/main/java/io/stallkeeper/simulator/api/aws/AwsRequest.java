package io.stallkeeper.simulator.api.aws;

import io.stallkeeper.simulator.api.aws.operation.Caller;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of an HTTP request that matter. */
record AwsRequest(Wire wire, String method, String path, String query, MultiMap headers, Buffer body) {
    private static final Pattern SCOPE = Pattern.compile("Credential=([^/,\\s]{1,128})/[0-9]{0,8}/([^/,\\s]{1,64})/");
    private static final Pattern ACCOUNT_ID = Pattern.compile("[0-9]{12}");
    private static final String USUAL_REGION = "us-east-1";

    /** Who calls, by the credential scope: {@code Credential=<key>/<date>/<region>/<service>/aws4_request}. */
    Caller caller() {
        return caller(headers);
    }

    static Caller caller(MultiMap headers) {
        String authorization = headers.get("Authorization");
        Matcher scope = SCOPE.matcher(authorization == null ? "" : authorization);
        if (!scope.find()) {
            return new Caller(USUAL_REGION, null);
        }
        String key = scope.group(1);
        return new Caller(scope.group(2).intern(), ACCOUNT_ID.matcher(key).matches() ? key : null);
    }
}
