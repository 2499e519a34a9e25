package io.stallkeeper.simulator.adapters.delivery;

import io.stallkeeper.simulator.domain.listing.NotificationForm;
import io.stallkeeper.simulator.domain.notification.Notification;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * POSTs to the address: as an API destination of EventBridge, or as SNS to an HTTP subscriber (protocol page, 2.4),
 * which is taken as confirmed. Any status of 2xx takes the notification, one of 4xx refuses it.
 */
record HttpTarget(HttpClient http) implements Target {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    static HttpTarget create() {
        return new HttpTarget(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build());
    }

    @Override
    public void take(Notification notification, String body) throws IOException, InterruptedException {
        NotificationForm form = notification.route().form();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(notification.route().address()))
                .timeout(TIMEOUT)
                .POST(BodyPublishers.ofString(body));
        if (form.isSns()) {
            request.header("Content-Type", "text/plain; charset=UTF-8")
                    .header("x-amz-sns-message-type", "Notification")
                    .header("x-amz-sns-message-id", notification.id())
                    .header("x-amz-sns-topic-arn", NotificationBody.topicArn(notification));
        } else {
            request.header("Content-Type", "application/json; charset=utf-8");
        }
        if (form == NotificationForm.SNS_RAW) {
            request.header("x-amz-sns-rawdelivery", "true");
        }
        int status = status(request.build());
        if (status / 100 != 2) {
            throw new TurnedAwayException("status " + status, status / 100 == 4);
        }
    }

    private int status(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (ConnectException | HttpConnectTimeoutException e) {
            // The HTTP client's own says nothing.
            throw new IOException("can't be reached: " + e.getClass().getSimpleName(), e);
        } catch (IOException e) {
            throw new TurnedAwayException("no answer: " + e, false);
        }
    }
}
