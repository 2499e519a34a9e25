package io.stallkeeper.simulator.api.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.channel.ChannelOption;
import io.stallkeeper.simulator.api.aws.AwsReply.Answered;
import io.stallkeeper.simulator.api.aws.AwsReply.Garbled;
import io.stallkeeper.simulator.api.aws.AwsReply.Late;
import io.stallkeeper.simulator.api.aws.AwsReply.Lost;
import io.stallkeeper.simulator.api.aws.AwsReply.Refused;
import io.stallkeeper.simulator.api.aws.AwsReply.Reset;
import io.stallkeeper.simulator.api.aws.operation.AwsService;
import io.stallkeeper.simulator.domain.refusal.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/** Ends requests on their wire: with an answer, a part of one, or none. */
final class Answerer {
    /** As RFC 9110 has it: the formatter of the JDK leaves out the zero of a day of one digit. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final InstantSource realTime;

    /** @param realTime by the Date of answers SDKs set their clock, with which they sign */
    Answerer(InstantSource realTime) {
        this.realTime = realTime;
    }

    /** Before the connection is closed, which happens as soon as the caller returns. */
    void endAtOnce(RoutingContext context, Wire wire, AwsService service, Refused refused) {
        end(context, wire, service, refused);
        if (context.request().connection() instanceof ConnectionBase connection) {
            connection.channel().flush();
        }
    }

    /** Whoever is answered already is not answered again. */
    void end(RoutingContext context, Wire wire, AwsService service, AwsReply reply) {
        if (context.response().closed() || context.response().ended()) {
            return;
        }
        switch (reply) {
            case Answered(ObjectNode body) -> write(context, wire, service, wire.write(body));
            case Refused(Refusal refusal) -> refuse(context, wire, service, refusal);
            case Garbled(ObjectNode body) -> {
                Buffer whole = wire.write(body);
                write(context, wire, service, whole.getBuffer(0, whole.length() / 2));
            }
            case Lost() -> context.request().connection().close();
            case Reset() -> reset(context);
            case Late(AwsReply late, var delay) ->
                context.vertx().setTimer(delay.toMillis(), _ -> end(context, wire, service, late));
        }
    }

    private void refuse(RoutingContext context, Wire wire, AwsService service, Refusal refusal) {
        context.response()
                .setStatusCode(HttpStatus.of(refusal.code()))
                .putHeader("x-amzn-ErrorType", service.errorName(refusal.code()));
        write(context, wire, service, wire.write(Refusals.body(service, refusal)));
    }

    private void write(RoutingContext context, Wire wire, AwsService service, Buffer body) {
        HttpServerResponse response = context.response();
        wire.head(response, service);
        response.putHeader("x-amzn-RequestId", UUID.randomUUID().toString())
                .putHeader("Date", DATE.format(realTime.instant()))
                .end(body);
    }

    /** Closed without lingering, a TCP connection is reset. */
    private static void reset(RoutingContext context) {
        if (context.request().connection() instanceof ConnectionBase connection) {
            connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        context.request().connection().close();
    }
}
