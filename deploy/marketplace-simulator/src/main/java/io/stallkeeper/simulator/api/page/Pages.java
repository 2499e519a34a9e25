package io.stallkeeper.simulator.api.page;

import io.quarkus.qute.TemplateInstance;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The answers of the page. A form that was taken is followed by a page that can be loaded again (303). */
final class Pages {
    static final String HTML = MediaType.TEXT_HTML + ";charset=utf-8";

    private static final int UNPROCESSABLE = 422;

    private Pages() {}

    static Response ok(TemplateInstance page) {
        return Response.ok(page.render(), HTML).build();
    }

    /** The form again, with what is wrong with it; nothing has happened. */
    static Response refused(TemplateInstance page) {
        return Response.status(UNPROCESSABLE).type(HTML).entity(page.render()).build();
    }

    /** On to the page that shows what has happened. The address is relative, so that it is right behind any proxy. */
    static Response seeOther(String path, @Nullable Done done) {
        String query = done == null ? "" : (path.contains("?") ? "&" : "?") + "done=" + done.inAddress();
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", path + query)
                .build();
    }

    /** The status that says why a page can't be shown. */
    static int status(RefusalCode code) {
        if (code == RefusalCode.RESOURCE_NOT_FOUND) {
            return 404;
        }
        return code == RefusalCode.CONFLICT ? 409 : 400;
    }
}
