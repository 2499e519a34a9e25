package io.stallkeeper.testkit.infrastructure;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.stallkeeper.eventsourcing.time.MarketplaceClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * All that a service needs around it, for {@code @QuarkusTest} and {@code @QuarkusIntegrationTest}: Kafka, PostgreSQL,
 * an SQS-compatible server, the marketplace simulator and a token issuer. Started once a JVM; they end with it. AWS
 * clients are pointed to the simulator by the SDK's own system properties. A field of type {@link TokenIssuer} in the
 * test is filled.
 */
public final class StallkeeperServers implements QuarkusTestResourceLifecycleManager {

    private static final String SIMULATOR_ENDPOINT = "stallkeeper.test.simulator";

    private static final String CLOCK = "stallkeeper.clock.source";

    private static final String SQS_ENDPOINT = "stallkeeper.test.sqs";

    private static final TokenIssuer TOKENS = new TokenIssuer();

    @Override
    public Map<String, String> start() {
        try {
            var kafka = KafkaBroker.startTemporary();
            var postgres = PostgresServer.startTemporary();
            var sqs = SqsServer.start(0);
            var simulator =
                    SimulatorProcess.start(sqs.endpoint(), "-Dsimulator.metering.identical-resend=duplicate-record");
            var keySet = TOKENS.writeKeySet(Files.createTempFile("stallkeeper-jwks", ".json"));
            var settings = new HashMap<>(Map.of(
                    "aws.endpointUrl", simulator.endpoint().toString(),
                    "aws.region", "us-east-1",
                    "aws.accessKeyId", "test",
                    "aws.secretAccessKey", "test"));
            // For a service in this JVM; one in a process of its own is told all that is returned.
            settings.forEach(System::setProperty);
            settings.putAll(Map.ofEntries(
                    Map.entry("stallkeeper.postgres.address", "localhost:" + postgres.port()),
                    Map.entry("kafka.bootstrap.servers", kafka.bootstrapServers()),
                    Map.entry("mp.jwt.verify.publickey.location", keySet.toUri().toString()),
                    Map.entry(CLOCK, simulator.endpoint() + "/simulator/v1/clock"),
                    Map.entry("quarkus.sqs.endpoint-override", sqs.endpoint().toString()),
                    Map.entry(SIMULATOR_ENDPOINT, simulator.endpoint().toString()),
                    Map.entry(SQS_ENDPOINT, sqs.endpoint().toString())));
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(TOKENS, new TestInjector.MatchesType(TokenIssuer.class));
    }

    @Override
    public void stop() {}

    /** Where the simulator answers, in a test. */
    public static URI simulator() {
        return URI.create(setting(SIMULATOR_ENDPOINT));
    }

    /** Where the SQS-compatible server answers, in a test. */
    public static URI sqs() {
        return URI.create(setting(SQS_ENDPOINT));
    }

    /** The marketplace's time as a service follows it, in a test. */
    public static MarketplaceClock clock() {
        return new MarketplaceClock(URI.create(setting(CLOCK)));
    }

    /** Kafka's bootstrap servers, in a test. */
    public static String kafka() {
        return setting("kafka.bootstrap.servers");
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
