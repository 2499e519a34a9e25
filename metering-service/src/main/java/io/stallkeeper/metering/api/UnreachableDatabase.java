package io.stallkeeper.metering.api;

import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Nobody listens where the database should be: 503, and the same request is answered when it is back. */
public class UnreachableDatabase {

    @ServerExceptionMapper
    public Response of(ConnectException failure) {
        return UsageProblem.databaseIsAway().toResponse();
    }
}
