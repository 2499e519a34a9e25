package io.stallkeeper.simulator.api.page;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the page. Nobody signs in to a simulator, so that any site that the player visits could send forms to
 * it: only forms of the page's own are let in. What is shown may load nothing from elsewhere, and stays in no cache.
 */
public final class PageGuard {
    /** What a page may do. Forms go to the simulator only; the one that goes to the seller says so itself. */
    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
            + "connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    /** A registration page may be anywhere, and send the buyer on to anywhere else; browsers check each step. */
    private static final String POLICY_OF_HANDOVER = POLICY + " http: https:";

    private static final String ASSETS = "/page/assets/";
    private static final String HANDOVER = "/set-up";
    private static final int FORBIDDEN = 403;
    private static final Set<String> FROM_HERE = Set.of("same-origin", "none");

    private PageGuard() {}

    /** Puts the guard before everything that belongs to the page. */
    public static void on(Router router) {
        router.get("/").handler(PageGuard::guard);
        router.route("/page/*").handler(PageGuard::guard);
    }

    private static void guard(RoutingContext context) {
        String path = context.request().path();
        context.response()
                .headers()
                .set("Content-Security-Policy", path.endsWith(HANDOVER) ? POLICY_OF_HANDOVER : POLICY)
                .set("Cache-Control", path.startsWith(ASSETS) ? "no-cache" : "no-store")
                .set("Cross-Origin-Opener-Policy", "same-origin")
                .set("Referrer-Policy", "strict-origin-when-cross-origin")
                .set("X-Content-Type-Options", "nosniff")
                .set("X-Frame-Options", "DENY");
        if (isSafe(context.request()) || isFromHere(context.request())) {
            context.next();
        } else {
            context.response()
                    .setStatusCode(FORBIDDEN)
                    .putHeader("Content-Type", "text/plain;charset=utf-8")
                    .end("This form came from another site; the simulator takes its own only.\n");
        }
    }

    private static boolean isSafe(HttpServerRequest request) {
        return HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method());
    }

    /** Browsers say where a form comes from, and no page can make them lie. Who says nothing is no browser. */
    private static boolean isFromHere(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site == null ? isOwnOrigin(request.getHeader("Origin"), request.authority()) : FROM_HERE.contains(site);
    }

    private static boolean isOwnOrigin(@Nullable String origin, @Nullable HostAndPort host) {
        if (origin == null) {
            return true;
        }
        try {
            String authority = URI.create(origin).getRawAuthority();
            return host != null && host.toString().equals(authority);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
