package io.stallkeeper.simulator.api.aws;

import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.api.CallLog;
import io.stallkeeper.simulator.api.aws.AwsReply.Refused;
import io.stallkeeper.simulator.api.aws.operation.AwsOperation;
import io.stallkeeper.simulator.api.aws.operation.AwsService;
import io.stallkeeper.simulator.domain.Moment;
import io.stallkeeper.simulator.domain.refusal.Refusal;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /} as AWS's JSON protocols have it, and {@code POST /service/…/operation/…} as smithy rpc-v2-cbor has it.
 * Whatever bytes arrive, the answer has AWS's shape.
 */
public final class AwsRoute {
    private static final Logger LOG = Logger.getLogger(AwsRoute.class);

    /** BatchMeterUsage takes less than 1 MB (protocol page, 4.1). */
    private static final int BODY_LIMIT_BYTES = 1024 * 1024 - 1;

    private static final int HEADER_LIMIT_CHARS = 64 * 1024;

    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;
    private static final int INTERNAL_ERROR = 500;
    private static final String FAILED = "failed";
    /** Before Quarkus looks at the size of a body, which it would refuse in a shape of its own. */
    private static final int BEFORE_QUARKUS = -1000;

    private final Simulation simulation;
    private final Map<String, AwsOperation> byTarget = new HashMap<>();
    private final Map<String, AwsOperation> byPath = new HashMap<>();
    private final FrontDoor door;
    private final Answerer answerer;
    private final CallLog log;

    /** Each operation is reached under its own target, or its own path. */
    public AwsRoute(
            Simulation simulation, List<AwsOperation> operations, FrontDoor door, CallLog log, InstantSource realTime) {
        this.simulation = simulation;
        this.door = door;
        this.log = log;
        this.answerer = new Answerer(realTime);
        for (AwsOperation operation : operations) {
            byTarget.put(operation.target(), operation);
            if (operation.service().speaksCbor()) {
                byPath.put(
                        "/service/" + operation.service().targetPrefix() + "/operation/" + operation.name(), operation);
            }
        }
    }

    /** Puts the routes where SDKs expect them. */
    public void on(Router router) {
        put(() -> router.post("/"), 0);
        put(() -> router.route("/service/*"), 1);
        router.route().order(BEFORE_QUARKUS + 2).handler(this::refuseElsewhere).failureHandler(this::failElsewhere);
    }

    /**
     * A client of AWS that calls for something else is told so in AWS's words; others find the admin API and the page.
     */
    private void refuseElsewhere(RoutingContext context) {
        HttpServerRequest request = context.request();
        String authorization = Objects.requireNonNullElse(request.getHeader("Authorization"), "");
        if (request.headers().contains("X-Amz-Target") || authorization.startsWith("AWS4-HMAC-SHA256")) {
            refuse(context, RefusalCode.UNKNOWN_OPERATION.because("There is no such operation."));
        } else {
            context.next();
        }
    }

    /** What the router itself can't make sense of, as a request without a Host. */
    private void failElsewhere(RoutingContext context) {
        if (context.statusCode() == BAD_REQUEST) {
            fail(context);
        } else {
            context.next();
        }
    }

    private void put(Supplier<Route> routes, int place) {
        routes.get().order(BEFORE_QUARKUS + place).handler(this::refuseUnread);
        routes.get()
                .order(BEFORE_QUARKUS + place)
                .handler(BodyHandler.create(false).setBodyLimit(BODY_LIMIT_BYTES))
                .blockingHandler(this::handle, false)
                .failureHandler(this::fail);
    }

    /**
     * What nobody should work on: looking up header after header among as many takes long, and the body of a form of
     * several parts would be taken apart, and seem empty.
     */
    private void refuseUnread(RoutingContext context) {
        HttpServerRequest request = context.request();
        String type = Objects.requireNonNullElse(request.getHeader("Content-Type"), "");
        if (length(request.headers()) > HEADER_LIMIT_CHARS) {
            refuse(context, RefusalCode.SERIALIZATION.because("The headers are longer than 64 KB."));
        } else if (type.toLowerCase(Locale.ROOT).startsWith("multipart/") && operation(request) != null) {
            refuse(context, RefusalCode.SERIALIZATION.because("A body in several parts cannot be parsed."));
        } else {
            context.next();
        }
    }

    private static int length(MultiMap headers) {
        int length = 0;
        for (Map.Entry<String, String> header : headers) {
            length += header.getKey().length() + header.getValue().length();
        }
        return length;
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        Wire wire = wire(request);
        AwsOperation operation = operation(request);
        if (operation == null) {
            refuse(context, RefusalCode.UNKNOWN_OPERATION.because("There is no such operation."));
            return;
        }
        var awsRequest = new AwsRequest(
                wire,
                request.method().name(),
                request.path(),
                Objects.requireNonNullElse(request.query(), ""),
                request.headers(),
                body(context));
        AwsReply reply = door.enter(operation, awsRequest);
        log.add(CallSummary.of(simulation.look(Moment::now), operation, awsRequest, reply));
        answerer.end(context, wire, operation.service(), reply);
    }

    private @Nullable AwsOperation operation(HttpServerRequest request) {
        if (isCbor(request)) {
            boolean isSpoken = request.method().equals(HttpMethod.POST)
                    && "rpc-v2-cbor".equals(request.getHeader("smithy-protocol"));
            return isSpoken ? byPath.get(request.path()) : null;
        }
        return byTarget.get(Objects.requireNonNullElse(request.getHeader("X-Amz-Target"), ""));
    }

    private AwsService service(HttpServerRequest request) {
        AwsOperation operation = operation(request);
        return operation == null ? AwsService.METERING : operation.service();
    }

    private static Wire wire(HttpServerRequest request) {
        return isCbor(request) ? Wire.CBOR : Wire.JSON;
    }

    private static boolean isCbor(HttpServerRequest request) {
        return request.path() != null && request.path().startsWith("/service/");
    }

    private static Buffer body(RoutingContext context) {
        Buffer body = context.body().buffer();
        return body == null ? Buffer.buffer() : body;
    }

    /** One request can fail more than once; the first reason is told. */
    private void fail(RoutingContext context) {
        if (context.get(FAILED) == null) {
            context.put(FAILED, true);
            Refusal refusal = refusal(context.statusCode(), context.failure());
            if (isBroken(context)) {
                answerer.endAtOnce(context, wire(context.request()), service(context.request()), new Refused(refusal));
            }
            refuse(context, refusal);
        }
    }

    /** Its connection is closed as soon as this is handled, so that the answer may not wait for the list of calls. */
    private static boolean isBroken(RoutingContext context) {
        return context.failure() != null && !context.request().isEnded();
    }

    private static Refusal refusal(int status, @Nullable Throwable failure) {
        if (status == TOO_LARGE) {
            return RefusalCode.REQUEST_TOO_LARGE.because("The request is 1 MB large or larger.");
        }
        return status < INTERNAL_ERROR
                ? RefusalCode.SERIALIZATION.because("The request cannot be read.")
                : failed(failure);
    }

    /** Not the request's fault. */
    private static Refusal failed(@Nullable Throwable failure) {
        if (failure instanceof HttpClosedException) {
            LOG.debug("a client went away", failure);
        } else {
            LOG.error("a request failed", failure);
        }
        return RefusalCode.INTERNAL_SERVICE_ERROR.because("The simulator failed; its log says why.");
    }

    private void refuse(RoutingContext context, Refusal refusal) {
        AwsService service = service(context.request());
        var reply = new Refused(refusal);
        Wire wire = wire(context.request());
        Buffer read = context.body() == null ? null : context.body().buffer();
        // The marketplace's time may have to wait for the journal, which event loops don't.
        context.vertx()
                .executeBlocking(
                        () -> {
                            Instant now = simulation.look(Moment::now);
                            log.add(CallSummary.refused(now, context.request(), wire, read, reply, service));
                            return now;
                        },
                        false)
                .onComplete(_ -> answerer.end(context, wire, service, reply));
    }
}
