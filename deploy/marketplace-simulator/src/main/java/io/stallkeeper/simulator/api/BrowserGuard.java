package io.stallkeeper.simulator.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the page and the API that plays the marketplace. Nobody signs in to a simulator, so that any site that
 * the player visits could have the browser change it: what changes something is let in only if no other site sends it.
 * A site could also give its own name to this machine; hence the simulator answers to names that it is known by, and to
 * addresses. AWS's wire is not behind the guard: it may be called by any of AWS's names, and no page of another site
 * can send the headers that it takes.
 */
public final class BrowserGuard {
    /** What a page may do. Forms go to the simulator only; the one that goes to the seller says so itself. */
    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
            + "connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    /** A registration page may be anywhere, and send the buyer on to anywhere else; browsers check each step. */
    private static final String POLICY_OF_HANDOVER = POLICY + " http: https:";

    private static final String ASSETS = "/page/assets/";
    private static final String HANDOVER = "/set-up";
    private static final int FORBIDDEN = 403;
    private static final int MISDIRECTED = 421;
    private static final Set<String> FROM_HERE = Set.of("same-origin", "none");
    private static final Pattern ADDRESS = Pattern.compile("[0-9]+(\\.[0-9]+){3}|\\[?[0-9a-f]*:[0-9a-f:.]*]?");
    private static final String LOOPBACK = "localhost";

    private final Set<String> hosts;

    /** @param hosts names besides those of loopback by which the simulator may be called */
    public BrowserGuard(Collection<String> hosts) {
        this.hosts = hosts.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** Puts the guard before everything that belongs to the page and to the API beside it. */
    public void on(Router router) {
        router.get("/").handler(this::guardPage);
        router.route("/page/*").handler(this::guardPage);
        router.route("/simulator/*").handler(this::guard);
    }

    private void guardPage(RoutingContext context) {
        String path = context.request().path();
        context.response()
                .headers()
                .set("Content-Security-Policy", path.endsWith(HANDOVER) ? POLICY_OF_HANDOVER : POLICY)
                .set("Cache-Control", path.startsWith(ASSETS) ? "no-cache" : "no-store")
                .set("Cross-Origin-Opener-Policy", "same-origin")
                .set("Referrer-Policy", "strict-origin-when-cross-origin")
                .set("X-Content-Type-Options", "nosniff")
                .set("X-Frame-Options", "DENY");
        guard(context);
    }

    private void guard(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!isKnown(request.authority())) {
            refuse(
                    context,
                    MISDIRECTED,
                    "The simulator isn't known by this name; the setting simulator.hosts tells it more names.");
        } else if (!isSafe(request) && !isFromHere(request)) {
            refuse(context, FORBIDDEN, "This came from another site; the simulator takes its own requests only.");
        } else {
            context.next();
        }
    }

    private static void refuse(RoutingContext context, int status, String reason) {
        String problem = JsonNodeFactory.instance
                .objectNode()
                .put("title", status == FORBIDDEN ? "Forbidden" : "Misdirected Request")
                .put("status", status)
                .put("detail", reason)
                .toString();
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .end(problem);
    }

    /** Whoever sends no name at all is no browser. */
    private boolean isKnown(@Nullable HostAndPort authority) {
        if (authority == null) {
            return true;
        }
        String host = authority.host().toLowerCase(Locale.ROOT);
        return host.equals(LOOPBACK)
                || host.endsWith("." + LOOPBACK)
                || ADDRESS.matcher(host).matches()
                || hosts.contains(host);
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
