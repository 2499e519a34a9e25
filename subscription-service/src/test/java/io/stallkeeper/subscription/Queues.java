package io.stallkeeper.subscription;

import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The queues that the service under test reads, from the sender's side. */
record Queues(SqsAsyncClient sqs) {

    /** One for each form of notification, as the tests' settings name them. */
    private static final Map<String, String> QUEUES =
            Map.of("EVENTBRIDGE", "eventbridge", "SNS_ENVELOPE", "sns-envelope", "SNS_RAW", "sns-raw");

    /** One that has nothing to do with the service. */
    static SqsAsyncClient client() {
        return SqsAsyncClient.builder()
                .endpointOverride(StallkeeperServers.sqs())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    /** What is received and not deleted is visible again after a second. */
    void create() {
        QUEUES.keySet().forEach(this::create);
    }

    void create(String form) {
        sqs.createQueue(request -> request.queueName(QUEUES.get(form))
                        .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1")))
                .join();
    }

    void delete(String form) {
        sqs.deleteQueue(request -> request.queueUrl(url(form))).join();
    }

    static String url(String form) {
        var name = Objects.requireNonNull(QUEUES.get(form), form);
        return StallkeeperServers.sqs() + "/000000000000/" + name;
    }

    void send(String form, String body) {
        sqs.sendMessage(request -> request.queueUrl(url(form)).messageBody(body))
                .join();
    }

    /** Waiting to be received, or received and not deleted. */
    int left(String form) {
        var counts = sqs.getQueueAttributes(request -> request.queueUrl(url(form))
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .join()
                .attributes();
        return counts.values().stream().mapToInt(Integer::parseInt).sum();
    }
}
