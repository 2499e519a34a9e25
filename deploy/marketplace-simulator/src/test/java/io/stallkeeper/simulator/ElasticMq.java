package io.stallkeeper.simulator;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** A real queue server in this JVM, and a consumer of its queues. */
public final class ElasticMq implements AutoCloseable {
    private final SQSRestServer server;
    private final SqsClient client;
    private final URI endpoint;

    private ElasticMq(int port) {
        server = SQSRestServerBuilder.withInterface("127.0.0.1").withPort(port).start();
        InetSocketAddress address = server.waitUntilStarted().localAddress();
        endpoint = URI.create("http://127.0.0.1:" + address.getPort());
        client = SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    public static ElasticMq onAnyPort() {
        return new ElasticMq(0);
    }

    static ElasticMq on(int port) {
        return new ElasticMq(port);
    }

    /** Where clients of SQS find it. */
    public URI endpoint() {
        return endpoint;
    }

    /** The URL of the queue of this name, which is there from now on. */
    public String queue(String name) {
        return client.createQueue(request -> request.queueName(name)).queueUrl();
    }

    /** The bodies that are there now; they are taken. */
    List<String> take(String queueUrl) {
        List<Message> messages = client.receiveMessage(
                        request -> request.queueUrl(queueUrl).maxNumberOfMessages(10))
                .messages();
        messages.forEach(message ->
                client.deleteMessage(request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle())));
        return messages.stream().map(Message::body).toList();
    }

    @Override
    public void close() {
        client.close();
        server.stopAndWait();
    }
}
