package io.stallkeeper.simulator.api.aws;

import io.stallkeeper.simulator.api.CallLog.Call;
import io.stallkeeper.simulator.api.aws.AwsReply.Answered;
import io.stallkeeper.simulator.api.aws.AwsReply.Lost;
import io.stallkeeper.simulator.api.aws.AwsReply.Refused;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What is remembered of a call: bounded, and without a token. */
final class CallSummary {
    private static final int LONGEST = 4096;

    private CallSummary() {}

    static Call of(Instant at, AwsOperation operation, AwsRequest request, AwsReply reply) {
        String input = operation instanceof ResolveCustomer ? "(a token)" : shortened(text(request.body()));
        return switch (reply) {
            case Answered(var body) ->
                new Call(at, operation.name(), request.region(), 200, null, input, shortened(body.toString()));
            case Refused(var refusal) ->
                new Call(
                        at,
                        operation.name(),
                        request.region(),
                        HttpStatus.of(refusal.code()),
                        refusal.code().awsName(),
                        input,
                        shortened(refusal.message()));
            case Lost() -> new Call(at, operation.name(), request.region(), null, null, input, null);
        };
    }

    private static String text(Buffer body) {
        return body.getString(0, Math.min(body.length(), LONGEST + 1), StandardCharsets.UTF_8.name());
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
