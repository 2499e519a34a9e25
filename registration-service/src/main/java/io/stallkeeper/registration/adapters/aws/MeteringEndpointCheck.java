package io.stallkeeper.registration.adapters.aws;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.net.NetClient;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import software.amazon.awssdk.services.marketplacemetering.MarketplaceMeteringAsyncClient;

/**
 * Whether AWS can be reached: without it nobody can begin a registration. Only a connection is made, no call that AWS
 * would count.
 */
@Readiness
@Singleton
public class MeteringEndpointCheck implements AsyncHealthCheck {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final int HTTPS = 443;

    private final NetClient connections;
    private final URI endpoint;

    MeteringEndpointCheck(Vertx vertx, MarketplaceMeteringAsyncClient aws) {
        this.connections = vertx.createNetClient();
        var configuration = aws.serviceClientConfiguration();
        this.endpoint = configuration
                .endpointOverride()
                .orElseGet(
                        () -> URI.create("https://metering.marketplace." + configuration.region() + ".amazonaws.com"));
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        int port = endpoint.getPort() == -1 ? HTTPS : endpoint.getPort();
        var response = HealthCheckResponse.named("AWS Marketplace Metering").withData("endpoint", endpoint.toString());
        return connections
                .connect(port, endpoint.getHost())
                .chain(connection -> connection.close())
                .ifNoItem()
                .after(LIMIT)
                .fail()
                .map(_ -> response.up().build())
                .onFailure()
                .recoverWithItem(_ -> response.down().build());
    }
}
