package io.stallkeeper.subscription.adapters.sqs;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** One queue of AWS's notifications. What is received and not deleted comes again after its visibility timeout. */
public final class NotificationQueue {

    private static final int BATCH_SIZE = 10;
    private static final Duration ANSWER_TIME = Duration.ofSeconds(10);

    private final SqsAsyncClient sqs;
    private final String url;
    private final Duration longPoll;
    private volatile CompletableFuture<ReceiveMessageResponse> receiving = new CompletableFuture<>();

    public NotificationQueue(SqsAsyncClient sqs, String url, Duration longPoll) {
        this.sqs = sqs;
        this.url = url;
        this.longPoll = longPoll;
    }

    /** Without the account that the URL names. */
    public String name() {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    /** Waits for the length of the long poll at most; empty if nothing came. */
    List<Message> receive() {
        var answer = sqs.receiveMessage(request -> request.queueUrl(url)
                .maxNumberOfMessages(BATCH_SIZE)
                .waitTimeSeconds(Math.toIntExact(longPoll.toSeconds()))
                .messageSystemAttributeNames(
                        MessageSystemAttributeName.SENT_TIMESTAMP, MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)
                .messageAttributeNames("traceparent"));
        receiving = answer;
        try {
            return Uni.createFrom()
                    .completionStage(answer)
                    .await()
                    .atMost(longPoll.plus(ANSWER_TIME))
                    .messages();
        } finally {
            answer.cancel(true);
        }
    }

    void delete(Message message) {
        var answer = sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
        Uni.createFrom().completionStage(answer).await().atMost(ANSWER_TIME);
    }

    /** Gives up a poll that is under way. */
    void stopReceiving() {
        receiving.cancel(true);
    }
}
