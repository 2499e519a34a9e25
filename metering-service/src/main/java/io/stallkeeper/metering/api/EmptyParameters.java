package io.stallkeeper.metering.api;

import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses query parameters without a value with 400. They would count as left out: {@code ?from=$EMPTY} would answer
 * with everything to a caller who had asked for a part of it.
 */
public class EmptyParameters {

    @ServerRequestFilter
    public void refuse(UriInfo address) {
        address.getQueryParameters().forEach((name, values) -> {
            if (values.contains("")) {
                throw Asked.badRequest(name + " has no value: leave it out or give it one");
            }
        });
    }
}
