package io.stallkeeper.simulator.adapters.delivery;

import io.stallkeeper.simulator.domain.notification.Notification;
import java.io.IOException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** Sends to the queue whose URL is the address. */
record QueueTarget(QueueClients clients) implements Target {

    @Override
    public void take(Notification notification, String body) throws IOException, InterruptedException {
        String queueUrl = notification.route().address();
        try {
            clients.of(queueUrl)
                    .sendMessage(request -> request.queueUrl(queueUrl).messageBody(body));
        } catch (AbortedException e) {
            throw (InterruptedException) new InterruptedException().initCause(e);
        } catch (SdkException | IllegalArgumentException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }
}
