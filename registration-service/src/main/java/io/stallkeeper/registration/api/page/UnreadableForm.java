package io.stallkeeper.registration.api.page;

import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers a multipart form that breaks off in the middle, the one body that the framework reads, with a page. */
public final class UnreadableForm {

    private final Pages pages;

    public UnreadableForm(Pages pages) {
        this.pages = pages;
    }

    /** No resource fails with it: each says by itself what it couldn't do. */
    @ServerExceptionMapper
    public Response unreadable(IOException e) {
        return pages.notice(Notice.NOT_UNDERSTOOD);
    }
}
