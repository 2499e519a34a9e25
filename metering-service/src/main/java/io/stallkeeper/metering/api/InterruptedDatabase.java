package io.stallkeeper.metering.api;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.pgclient.PgException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/**
 * A database that shuts down, starts or was told to end a session is a 503. Whatever else it refuses is a defect, a
 * 500.
 */
@Provider
public class InterruptedDatabase extends ExceptionMapperBase<PgException> {

    /** SQLSTATE's class of operator interventions, of those the ones that end or refuse sessions. */
    private static final String SESSION_ENDED = "57P";

    @Override
    protected HttpProblem toProblem(PgException failure) {
        var state = failure.getSqlState();
        return state != null && state.startsWith(SESSION_ENDED)
                ? UsageProblem.databaseIsAway()
                : HttpProblem.builder()
                        .withStatus(Response.Status.INTERNAL_SERVER_ERROR)
                        .withTitle("Internal Server Error")
                        .build();
    }
}
