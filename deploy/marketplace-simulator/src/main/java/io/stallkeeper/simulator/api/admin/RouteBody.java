package io.stallkeeper.simulator.api.admin;

import io.stallkeeper.simulator.domain.listing.NotificationForm;
import io.stallkeeper.simulator.domain.listing.NotificationRoute;
import io.stallkeeper.simulator.domain.listing.TargetKind;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where notifications go: exactly one of a queue, an HTTP address and a file's name. */
public record RouteBody(
        @Nullable NotificationForm form,
        @Nullable String queueUrl,
        @Nullable String httpUrl,
        @Nullable String file) {
    /** A name and no path: nothing outside of the folder is ever written. */
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private static final int HIGHEST_PORT = 65_535;

    /** Into a queue. */
    public RouteBody(@Nullable NotificationForm form, @Nullable String queueUrl) {
        this(form, queueUrl, null, null);
    }

    static List<NotificationRoute> read(@Nullable List<RouteBody> bodies, boolean takesFiles) {
        return bodies == null
                ? List.of()
                : bodies.stream()
                        .map(body -> Given.required(body, "notifications"))
                        .map(body -> body.route(takesFiles))
                        .toList();
    }

    private NotificationRoute route(boolean takesFiles) {
        NotificationForm wanted = Given.required(form, "notifications: form");
        if (httpUrl == null && file == null) {
            return new NotificationRoute(
                    wanted, TargetKind.SQS, url(Given.required(queueUrl, "notifications: queueUrl"), "queueUrl"));
        }
        if (queueUrl != null || (httpUrl != null && file != null)) {
            throw Given.invalid("notifications: one of queueUrl, httpUrl and file");
        }
        return httpUrl != null
                ? new NotificationRoute(wanted, TargetKind.HTTP, url(httpUrl, "httpUrl"))
                : new NotificationRoute(wanted, TargetKind.FILE, fileName(takesFiles));
    }

    private String fileName(boolean takesFiles) {
        String name = Given.required(file, "notifications: file");
        if (!takesFiles) {
            throw Given.invalid("notifications: file needs simulator.delivery.folder or simulator.data-dir");
        }
        if (!FILE_NAME.matcher(name).matches()) {
            throw Given.invalid("notifications: file is a name of letters, digits, dots, - and _");
        }
        return name;
    }

    private static String url(String url, String name) {
        if (!isHttp(url)) {
            throw Given.invalid("notifications: " + name + " is not an http or https URL");
        }
        return url;
    }

    /** Whether a browser or a client can be sent there. */
    static boolean isHttp(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null
                    && uri.getPort() <= HIGHEST_PORT
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
