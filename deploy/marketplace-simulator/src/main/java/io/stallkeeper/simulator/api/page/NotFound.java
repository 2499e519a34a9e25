package io.stallkeeper.simulator.api.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.stallkeeper.simulator.domain.refusal.Refusal;
import jakarta.ws.rs.core.Response;

/** Where there is nothing, or nothing that can be done. */
final class NotFound {
    private static final int NOT_FOUND = 404;

    @CheckedTemplate(basePath = "page")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance notice(Frame frame, String title, String text);
    }

    private NotFound() {}

    static Response of(Frame frame, String text) {
        return answer(NOT_FOUND, frame, "Not found", text);
    }

    /** For a button that was pressed too late: what it was for can't be done any more. */
    static Response refused(Frame frame, Refusal refusal) {
        return answer(Pages.status(refusal.code()), frame, "That can’t be done", refusal.message());
    }

    private static Response answer(int status, Frame frame, String title, String text) {
        return Response.status(status)
                .type(Pages.HTML)
                .entity(Templates.notice(frame, title, text).render())
                .build();
    }
}
