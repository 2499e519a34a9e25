package io.stallkeeper.registration.api.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.stallkeeper.registration.domain.ContactField;
import io.stallkeeper.registration.domain.ContactForm;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Renders what a buyer sees: HTML that needs no script. */
public final class Pages {

    private static final String HTML = MediaType.TEXT_HTML + ";charset=utf-8";
    private static final int UNPROCESSABLE = 422;
    private static final int RETRY_AFTER_S = 60;

    private final Seller seller;

    /** One field as the form shows it; {@code problem} is empty where all is well. */
    public record Row(
            ContactField field, String value, @Nullable String problem) {}

    @CheckedTemplate(basePath = "pages")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance notice(Seller seller, Notice notice);

        static native TemplateInstance form(Seller seller, List<Row> rows, boolean incomplete);

        static native TemplateInstance done(Seller seller);
    }

    public Pages(Seller seller) {
        this.seller = seller;
    }

    public Response notice(Notice notice) {
        return notice(notice, notice.status());
    }

    /** The notice with a status that says it more exactly. */
    public Response notice(Notice notice, int status) {
        var response = Response.status(status, notice.headline())
                .type(HTML)
                .entity(Templates.notice(seller, notice).render());
        if (status == Response.Status.SERVICE_UNAVAILABLE.getStatusCode()) {
            response.header("Retry-After", RETRY_AFTER_S);
        }
        return response.build();
    }

    /** The form; with what the buyer entered and what is wrong with it, if anything is. */
    public Response form(ContactForm form) {
        var rows = Arrays.stream(ContactField.values())
                .map(field -> new Row(field, form.value(field), form.problems().get(field)))
                .toList();
        boolean incomplete = !form.problems().isEmpty();
        return Response.status(incomplete ? UNPROCESSABLE : 200)
                .type(HTML)
                .entity(Templates.form(seller, rows, incomplete).render())
                .build();
    }

    public Response done() {
        return Response.ok(Templates.done(seller).render(), HTML).build();
    }

    /** On to a page under a handle. The address is relative, so that it is right behind any proxy. */
    public Response seeRegistration(String handle) {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", "/registration/" + handle)
                .build();
    }
}
