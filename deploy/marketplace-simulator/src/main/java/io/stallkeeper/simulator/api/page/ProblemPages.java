package io.stallkeeper.simulator.api.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.stallkeeper.simulator.api.admin.Problems.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * What goes wrong before any page is reached is shown as a page to who asks for one, and not as the API tells it. It has
 * no clock: who answers here may not wait for the marketplace.
 */
public final class ProblemPages {
    private static final MediaType HTML = MediaType.valueOf(Pages.HTML);

    @CheckedTemplate(basePath = "page")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance problem(String title, String text);
    }

    /** Puts the page in the place of the problem. */
    @ServerResponseFilter
    public void show(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Problem problem && isForPeople(request)) {
            String page = Templates.problem(problem.title(), words(problem)).render();
            response.setEntity(page, new Annotation[0], HTML);
        }
    }

    private static boolean isForPeople(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        boolean isWanted = request.getAcceptableMediaTypes().contains(MediaType.TEXT_HTML_TYPE);
        return path.startsWith("/page/") || (isWanted && !path.startsWith("/simulator/v1/"));
    }

    private static String words(Problem problem) {
        return switch (problem.status()) {
            case 404 -> "This address leads nowhere.";
            case 405 -> "This address can’t be opened; a form of the page sends something there.";
            default -> problem.detail();
        };
    }
}
