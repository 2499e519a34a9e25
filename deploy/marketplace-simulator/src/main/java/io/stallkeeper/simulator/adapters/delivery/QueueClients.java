package io.stallkeeper.simulator.adapters.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A client for each server that holds queues; a queue's URL says which that is. */
public final class QueueClients implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final QueueAccess access;
    private final Map<URI, SqsClient> byEndpoint = new ConcurrentHashMap<>();

    /** How queues are reached; without an endpoint it is the one that a queue's URL names. */
    public record QueueAccess(Optional<URI> endpoint, String region, String accessKeyId, String secretAccessKey) {}

    public QueueClients(QueueAccess access) {
        this.access = access;
    }

    /** The client of the server on which this queue is. */
    public SqsClient of(String queueUrl) {
        return byEndpoint.computeIfAbsent(access.endpoint().orElseGet(() -> endpoint(queueUrl)), this::client);
    }

    @Override
    public void close() {
        byEndpoint.values().forEach(SqsClient::close);
    }

    private static URI endpoint(String queueUrl) {
        URI url = URI.create(queueUrl);
        return URI.create(url.getScheme() + "://" + url.getRawAuthority());
    }

    private SqsClient client(URI endpoint) {
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(access.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(access.accessKeyId(), access.secretAccessKey())))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(TIMEOUT)
                        .socketTimeout(TIMEOUT))
                .build();
    }
}
