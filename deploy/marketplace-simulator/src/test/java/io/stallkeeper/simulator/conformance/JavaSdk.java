package io.stallkeeper.simulator.conformance;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.concurrententitlement.ConcurrentEntitlementClient;
import software.amazon.awssdk.services.concurrententitlement.model.GetEntitlementsRequest;
import software.amazon.awssdk.services.concurrentmetering.ConcurrentMeteringClient;
import software.amazon.awssdk.services.concurrentmetering.model.BatchMeterUsageRequest;
import software.amazon.awssdk.services.concurrentmetering.model.MeterUsageRequest;
import software.amazon.awssdk.services.concurrentmetering.model.ResolveCustomerRequest;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/**
 * AWS's SDK for Java v2, with clients that its own generator makes: the released ones know no LicenseArn. The
 * entitlement client speaks smithy rpc-v2-cbor, the metering client JSON 1.1.
 */
final class JavaSdk implements Client {
    private final Map<String, SdkClient> clients = new HashMap<>();

    @Override
    public Outcome call(URI endpoint, Call call) {
        try {
            SdkPojo answer =
                    switch (call.operation()) {
                        case "ResolveCustomer" ->
                            metering(endpoint, call)
                                    .resolveCustomer(((ResolveCustomerRequest.Builder)
                                                    SdkObjects.filled(ResolveCustomerRequest.builder(), call.input()))
                                            .build());
                        case "BatchMeterUsage" ->
                            metering(endpoint, call)
                                    .batchMeterUsage(((BatchMeterUsageRequest.Builder)
                                                    SdkObjects.filled(BatchMeterUsageRequest.builder(), call.input()))
                                            .build());
                        case "MeterUsage" ->
                            metering(endpoint, call)
                                    .meterUsage(((MeterUsageRequest.Builder)
                                                    SdkObjects.filled(MeterUsageRequest.builder(), call.input()))
                                            .build());
                        case "GetEntitlements" ->
                            entitlement(endpoint, call)
                                    .getEntitlements(((GetEntitlementsRequest.Builder)
                                                    SdkObjects.filled(GetEntitlementsRequest.builder(), call.input()))
                                            .build());
                        case "ReceiveMessage" ->
                            sqs(endpoint, call)
                                    .receiveMessage(((ReceiveMessageRequest.Builder)
                                                    SdkObjects.filled(ReceiveMessageRequest.builder(), call.input()))
                                            .build());
                        default -> throw new IllegalArgumentException(call.operation() + ": not generated");
                    };
            return Outcome.answered(200, SdkObjects.json(answer));
        } catch (AwsServiceException e) {
            return Outcome.failed(e.statusCode(), name(e));
        } catch (SdkClientException e) {
            return Outcome.failed(0, e.getClass().getSimpleName());
        }
    }

    /** The class of an error that is in the model, the code of any other. */
    private static String name(AwsServiceException e) {
        String name = e.getClass().getSimpleName();
        return name.startsWith("Concurrent") ? e.awsErrorDetails().errorCode() : name;
    }

    private ConcurrentMeteringClient metering(URI endpoint, Call call) {
        return cached(
                endpoint,
                call,
                ConcurrentMeteringClient.class,
                () -> built(ConcurrentMeteringClient.builder(), endpoint, call));
    }

    private ConcurrentEntitlementClient entitlement(URI endpoint, Call call) {
        return cached(
                endpoint,
                call,
                ConcurrentEntitlementClient.class,
                () -> built(ConcurrentEntitlementClient.builder(), endpoint, call));
    }

    private SqsClient sqs(URI endpoint, Call call) {
        return cached(endpoint, call, SqsClient.class, () -> built(SqsClient.builder(), endpoint, call));
    }

    private <C extends SdkClient> C cached(URI endpoint, Call call, Class<C> type, Supplier<C> newClient) {
        String key = String.join(
                " ", type.getName(), endpoint.toString(), call.region(), call.accessKeyId(), call.secretAccessKey());
        return type.cast(clients.computeIfAbsent(key, _ -> newClient.get()));
    }

    private static <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C built(
            B builder, URI endpoint, Call call) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(call.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(call.accessKeyId(), call.secretAccessKey())))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(configuration -> configuration.retryStrategy(retries -> retries.maxAttempts(1)))
                .build();
    }

    @Override
    public void close() {
        clients.values().forEach(SdkClient::close);
    }
}
