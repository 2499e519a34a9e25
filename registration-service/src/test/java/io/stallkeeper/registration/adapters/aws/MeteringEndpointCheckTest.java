package io.stallkeeper.registration.adapters.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.marketplacemetering.MarketplaceMeteringAsyncClient;

class MeteringEndpointCheckTest {

    @Test
    void aws_is_up_while_a_connection_can_be_made() throws IOException {
        var vertx = Vertx.vertx();
        var listening = new ServerSocket(0);
        try (var client = MarketplaceMeteringAsyncClient.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(URI.create("http://127.0.0.1:" + listening.getLocalPort()))
                .build()) {
            var check = new MeteringEndpointCheck(vertx, client);

            assertThat(status(check)).isEqualTo(Status.UP);
            listening.close();
            assertThat(status(check)).isEqualTo(Status.DOWN);
        } finally {
            listening.close();
            vertx.close().await().atMost(Duration.ofSeconds(10));
        }
    }

    private static Status status(MeteringEndpointCheck check) {
        return check.call().await().atMost(Duration.ofSeconds(10)).getStatus();
    }
}
