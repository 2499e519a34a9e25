package io.stallkeeper.simulator.api.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.simulator.api.CallLog.Call;
import io.stallkeeper.simulator.api.aws.AwsReply.Answered;
import io.stallkeeper.simulator.api.aws.AwsReply.Garbled;
import io.stallkeeper.simulator.api.aws.AwsReply.Late;
import io.stallkeeper.simulator.api.aws.AwsReply.Lost;
import io.stallkeeper.simulator.api.aws.AwsReply.Refused;
import io.stallkeeper.simulator.api.aws.AwsReply.Reset;
import io.stallkeeper.simulator.api.aws.operation.AwsOperation;
import io.stallkeeper.simulator.api.aws.operation.AwsService;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is remembered of a call: bounded, and without a token. */
final class CallSummary {
    /** A BatchMeterUsage of 25 records with some allocations each is shorter. */
    private static final int LONGEST = 32 * 1024;
    /** A token that begins before the cut is still seen whole. */
    private static final int MARGIN = 256;

    private static final int LONGEST_NAME = 128;

    private CallSummary() {}

    static Call of(Instant at, AwsOperation operation, AwsRequest request, AwsReply reply) {
        return switch (reply) {
            case Answered(var body) -> call(at, operation, request, 200, null, shown(operation, body));
            case Refused(var refusal) ->
                call(
                        at,
                        operation,
                        request,
                        HttpStatus.of(refusal.code()),
                        operation.service().errorName(refusal.code()),
                        said(refusal.message()));
            case Garbled _ -> call(at, operation, request, 200, null, "(broke off)");
            case Lost() -> call(at, operation, request, null, null, null);
            case Reset() -> call(at, operation, request, null, null, null);
            case Late(var late, var _) -> of(at, operation, request, late);
        };
    }

    /**
     * A call that reached no operation: what it asked for by its target, and a body in which nothing may be a token,
     * since the target may have been that of any operation.
     *
     * @param body what was read of the body; null if nothing was
     */
    static Call refused(
            Instant at,
            HttpServerRequest request,
            Wire wire,
            @Nullable Buffer body,
            Refused reply,
            AwsService service) {
        String target = request.getHeader("X-Amz-Target");
        String asked = target == null ? request.method() + " " + request.path() : target;
        return new Call(
                at,
                asked.length() <= LONGEST_NAME ? asked : asked.substring(0, LONGEST_NAME) + "…",
                AwsRequest.caller(request.headers()).region(),
                wire.name(),
                HttpStatus.of(reply.refusal().code()),
                service.errorName(reply.refusal().code()),
                body == null ? "(not read)" : shortened(Blotter.show(wire, body), body.length()),
                said(reply.refusal().message()));
    }

    private static Call call(
            Instant at,
            AwsOperation operation,
            AwsRequest request,
            @Nullable Integer status,
            @Nullable String error,
            @Nullable String response) {
        String input = shown(operation, request.wire(), request.body());
        return new Call(
                at, operation.name(), request.caller().region(), request.wire().name(), status, error, input, response);
    }

    private static String shown(AwsOperation operation, ObjectNode body) {
        return shown(operation, Wire.JSON, Wire.JSON.write(body));
    }

    private static String shown(AwsOperation operation, Wire wire, Buffer body) {
        String text =
                operation.carriesTokens() ? Blotter.show(wire, body) : Blotter.blot(wire.show(body, LONGEST + MARGIN));
        return shortened(text, body.length());
    }

    /** What is wrong with a request may repeat parts of it. */
    private static String said(String message) {
        return shortened(Blotter.blot(message), message.length());
    }

    private static String shortened(String text, int bytes) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST) + "… (cut here; there were " + bytes + " bytes in all)";
    }
}
