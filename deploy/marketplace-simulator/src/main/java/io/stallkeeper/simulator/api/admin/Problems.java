package io.stallkeeper.simulator.api.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.domain.refusal.Refusal;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Refusals and failures of the admin API as {@code application/problem+json} (RFC 9457). */
public final class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final String MEDIA_TYPE = "application/problem+json";

    /** The body of a problem; its type is always {@code about:blank}. */
    public record Problem(String title, int status, String detail) {}

    /** A refusal says why. */
    @ServerExceptionMapper
    public Response refused(RefusedException e) {
        Refusal refusal = e.refusal();
        return problem(status(refusal.code()), refusal.code().awsName(), refusal.message());
    }

    /** A body that is not what the API describes. */
    @ServerExceptionMapper
    public Response unreadable(JsonProcessingException e) {
        return problem(400, RefusalCode.VALIDATION.awsName(), Unreadable.sentence(e));
    }

    /** A body of the wrong shape, for which there is a mapper of Quarkus's that says nothing. */
    @ServerExceptionMapper
    public Response misshapen(MismatchedInputException e) {
        return unreadable(e);
    }

    /** What the HTTP layer itself refuses. */
    @ServerExceptionMapper
    public Response http(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException unreadable) {
            return unreadable(unreadable);
        }
        if (e instanceof NotFoundException && e.getCause() != null) {
            return problem(400, RefusalCode.VALIDATION.awsName(), "a parameter of the address can't be read");
        }
        int status = e.getResponse().getStatus();
        return problem(status, Response.Status.fromStatusCode(status).getReasonPhrase(), words(status, e));
    }

    private static String words(int status, WebApplicationException e) {
        return switch (status) {
            case 404 -> "There is nothing at this address.";
            case 405 -> "The address is there, but doesn't take this method.";
            case 415 -> "The body must be application/json.";
            default -> String.valueOf(e.getMessage());
        };
    }

    /** A failure of ours. */
    @ServerExceptionMapper
    public Response failed(Throwable e) {
        LOG.error("a request of the admin API failed", e);
        return problem(500, RefusalCode.INTERNAL_SERVICE_ERROR.awsName(), "The simulator failed; its log says why.");
    }

    private static int status(RefusalCode code) {
        if (code == RefusalCode.RESOURCE_NOT_FOUND) {
            return 404;
        }
        return code == RefusalCode.CONFLICT ? 409 : 400;
    }

    private static Response problem(int status, String title, String detail) {
        return Response.status(status)
                .type(MEDIA_TYPE)
                .entity(new Problem(title, status, detail))
                .build();
    }
}
