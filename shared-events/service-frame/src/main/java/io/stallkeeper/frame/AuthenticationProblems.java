package io.stallkeeper.frame;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** 401 as problem+json. The library's own mappers for it don't run on this Quarkus; these go before them. */
public class AuthenticationProblems {

    private static final int BEFORE_THE_LIBRARY = 100;

    @ServerExceptionMapper(priority = BEFORE_THE_LIBRARY)
    public Response of(UnauthorizedException missing) {
        return problem("A bearer token is needed");
    }

    @ServerExceptionMapper(priority = BEFORE_THE_LIBRARY)
    public Response of(AuthenticationFailedException invalid) {
        return problem("The bearer token is not valid");
    }

    private static Response problem(String detail) {
        return HttpProblem.builder()
                .withStatus(Response.Status.UNAUTHORIZED)
                .withTitle("Unauthorized")
                .withDetail(detail)
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build()
                .toResponse();
    }
}
