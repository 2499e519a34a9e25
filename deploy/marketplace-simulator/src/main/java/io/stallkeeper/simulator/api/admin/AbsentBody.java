package io.stallkeeper.simulator.api.admin;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Who sends no body needn't say of which type it is; a body whose type isn't said is JSON. */
public final class AbsentBody {

    /** Before it is asked which method takes the type. */
    @ServerRequestFilter(preMatching = true)
    public void assumeJson(ContainerRequestContext request) {
        boolean isOfApi = request.getUriInfo().getPath().startsWith("/simulator/v1/");
        boolean isUntyped = request.getHeaderString(HttpHeaders.CONTENT_TYPE) == null;
        boolean isEmpty = request.getLength() <= 0 && request.getHeaderString("Transfer-Encoding") == null;
        if (isOfApi && (isUntyped || isEmpty)) {
            request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        }
    }
}
