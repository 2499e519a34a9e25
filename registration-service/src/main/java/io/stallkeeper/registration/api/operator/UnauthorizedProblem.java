package io.stallkeeper.registration.api.operator;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Answers without a valid bearer token with 401, as a problem.
 *
 * <p>In place of the problem extension's own mappers: they read a field of Quarkus's that is gone, and end in 500.
 */
public final class UnauthorizedProblem {

    private static final int BEFORE_THE_EXTENSION = 1;
    private static final String MEDIA_TYPE = "application/problem+json";

    @ServerExceptionMapper(
            value = {UnauthorizedException.class, AuthenticationFailedException.class},
            priority = BEFORE_THE_EXTENSION)
    public Response unauthorized() {
        return Response.status(Response.Status.UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .type(MEDIA_TYPE)
                .entity(HttpProblem.valueOf(Response.Status.UNAUTHORIZED, "a valid bearer token is needed"))
                .build();
    }
}
