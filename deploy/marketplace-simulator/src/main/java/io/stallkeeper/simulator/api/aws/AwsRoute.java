package io.stallkeeper.simulator.api.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.api.CallLog;
import io.stallkeeper.simulator.api.aws.AwsReply.Answered;
import io.stallkeeper.simulator.api.aws.AwsReply.Lost;
import io.stallkeeper.simulator.api.aws.AwsReply.Refused;
import io.stallkeeper.simulator.domain.Moment;
import io.stallkeeper.simulator.domain.refusal.Refusal;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code POST /} as an AWS SDK speaks it. Whatever bytes arrive, the answer has AWS's shape. */
public final class AwsRoute {
    /** BatchMeterUsage takes less than 1 MB (protocol page, 4.1). */
    private static final int BODY_LIMIT_BYTES = 1024 * 1024;

    private static final int TOO_LARGE = 413;

    private final Simulation simulation;
    private final Map<String, AwsOperation> byTarget;
    private final FrontDoor door;
    private final CallLog log;

    /** Each operation is reached under its own target. */
    public AwsRoute(Simulation simulation, List<AwsOperation> operations, FrontDoor door, CallLog log) {
        this.simulation = simulation;
        this.byTarget = operations.stream().collect(Collectors.toMap(AwsOperation::target, Function.identity()));
        this.door = door;
        this.log = log;
    }

    /** Puts the route where SDKs expect it. */
    public void on(Router router) {
        router.post("/")
                .handler(BodyHandler.create(false).setBodyLimit(BODY_LIMIT_BYTES))
                .blockingHandler(this::handle, false)
                .failureHandler(this::fail);
    }

    private void handle(RoutingContext context) {
        String target = context.request().getHeader("X-Amz-Target");
        AwsOperation operation = target == null ? null : byTarget.get(target);
        if (operation == null) {
            refuse(context, AwsService.METERING, RefusalCode.UNKNOWN_OPERATION.because("X-Amz-Target: unknown"));
            return;
        }
        var request = new AwsRequest(context.request().getHeader("Authorization"), body(context));
        AwsReply reply = door.enter(operation, request);
        log.add(CallSummary.of(simulation.look(Moment::now), operation, request, reply));
        switch (reply) {
            case Answered(ObjectNode body) -> end(context, operation.service(), body);
            case Refused(Refusal refusal) -> refuse(context, operation.service(), refusal);
            case Lost() -> context.request().connection().close();
        }
    }

    private static Buffer body(RoutingContext context) {
        Buffer body = context.body().buffer();
        return body == null ? Buffer.buffer() : body;
    }

    private void fail(RoutingContext context) {
        refuse(
                context,
                AwsService.METERING,
                context.statusCode() == TOO_LARGE
                        ? RefusalCode.REQUEST_TOO_LARGE.because("The request is larger than 1 MB.")
                        : RefusalCode.SERIALIZATION.because("The request cannot be read."));
    }

    private static void refuse(RoutingContext context, AwsService service, Refusal refusal) {
        context.response()
                .setStatusCode(HttpStatus.of(refusal.code()))
                .putHeader("x-amzn-ErrorType", refusal.code().awsName());
        ObjectNode body = Output.object()
                .put("__type", service.namespace() + "#" + refusal.code().awsName())
                .put("message", refusal.message());
        end(context, service, body);
    }

    private static void end(RoutingContext context, AwsService service, ObjectNode body) {
        HttpServerResponse response = context.response()
                .putHeader("Content-Type", service.contentType())
                .putHeader("x-amzn-RequestId", UUID.randomUUID().toString());
        response.end(body.toString());
    }
}
