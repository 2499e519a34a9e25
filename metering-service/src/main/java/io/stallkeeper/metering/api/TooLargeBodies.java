package io.stallkeeper.metering.api;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * Answers bodies that say of themselves that they are too large, before a byte of them is read. The platform would too,
 * but with an empty answer.
 */
@ApplicationScoped
public class TooLargeBodies {

    /** The platform's own limit stands at -2. */
    private static final int BEFORE_THE_PLATFORM = -3;

    void limit(@Observes Router router) {
        router.post("/v1/*").order(BEFORE_THE_PLATFORM).handler(TooLargeBodies::answer);
    }

    private static void answer(RoutingContext request) {
        if (!isTooLarge(request.request().getHeader("Content-Length"))) {
            request.next();
            return;
        }
        HttpProblem problem = UsageProblem.tooLarge();
        request.response()
                .setStatusCode(problem.getStatusCode())
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Connection", "close")
                .endHandler(sent -> RefusedBody.discard(request.vertx(), request.request()))
                .end("{\"status\":413,\"title\":\"%s\",\"detail\":\"%s\",\"reason\":\"body-too-large\"}"
                        .formatted(problem.getTitle(), problem.getDetail()));
    }

    private static boolean isTooLarge(@Nullable String contentLength) {
        return contentLength != null
                && (contentLength.length() > 9 || Integer.parseInt(contentLength) > UsageBody.MAX_BYTES);
    }
}
