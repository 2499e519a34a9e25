package io.stallkeeper.local.stack;

import io.stallkeeper.testkit.infrastructure.PostgresServer;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** What a service is told by environment variables. */
record ServiceEnvironment(StackSettings settings, StackAddresses addresses) {

    /** Where nobody listens: spans that are sent there are gone, and nothing waits for them. */
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    Map<String, String> of(ServiceName service, int port) {
        var environment = new HashMap<>(common());
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.putAll(
                switch (service) {
                    case REGISTRATION -> registration();
                    case SUBSCRIPTION -> subscription();
                    case METERING -> metering();
                    case ENTITLEMENT -> Map.<String, String>of();
                });
        environment.putAll(settings.environment());
        return environment;
    }

    private Map<String, String> common() {
        return Map.ofEntries(
                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                Map.entry("STALLKEEPER_POSTGRES_ADDRESS", addresses.postgres()),
                Map.entry("STALLKEEPER_POSTGRES_PASSWORD", PostgresServer.NAME),
                Map.entry("STALLKEEPER_KAFKA_BOOTSTRAP_SERVERS", addresses.kafka()),
                Map.entry(
                        "STALLKEEPER_JWT_KEYS",
                        settings.folder().keySet().toUri().toString()),
                Map.entry(
                        "STALLKEEPER_CLOCK_SOURCE",
                        addresses.simulator().resolve("/simulator/v1/clock").toString()),
                Map.entry(
                        "STALLKEEPER_OTLP_ENDPOINT",
                        settings.otlp().orElse(NOWHERE).toString()),
                Map.entry("QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "1S"),
                Map.entry("AWS_ENDPOINT_URL", addresses.simulator().toString()),
                Map.entry("AWS_REGION", "us-east-1"),
                Map.entry("AWS_ACCESS_KEY_ID", "local"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "local"));
    }

    private Map<String, String> registration() {
        var folder = settings.folder();
        return Map.of(
                "STALLKEEPER_REGISTRATION_PRODUCTS",
                String.join(",", DemoProducts.codes()),
                "STALLKEEPER_REGISTRATION_HANDLE_KEYS",
                "local:" + folder.secret("registration-handle-key"),
                "STALLKEEPER_REGISTRATION_CONTACT_KEYS",
                "local:" + folder.secret("registration-contact-key"),
                "STALLKEEPER_REGISTRATION_SELLER_NAME",
                "Local Demo",
                "STALLKEEPER_REGISTRATION_SELLER_SUPPORT_EMAIL",
                "support@seller.example",
                "STALLKEEPER_REGISTRATION_SELLER_LOGIN_URL",
                "https://app.seller.example/login");
    }

    private Map<String, String> subscription() {
        var queues = DemoProducts.queues().stream().map(addresses::queueUrl).toList();
        return Map.of(
                "STALLKEEPER_SUBSCRIPTION_QUEUES", String.join(",", queues),
                // The server waits for polls when it ends: Ctrl-C would take as long.
                "STALLKEEPER_SUBSCRIPTION_LONG_POLL", "2S",
                "QUARKUS_SQS_ENDPOINT_OVERRIDE", addresses.sqs().toString());
    }

    private Map<String, String> metering() {
        return Map.of(
                DemoProducts.DESCRIBED_BY,
                DemoProducts.describe(settings.folder().products()).toString());
    }
}
