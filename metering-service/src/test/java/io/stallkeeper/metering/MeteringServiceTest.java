package io.stallkeeper.metering;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StallkeeperServers.class)
class MeteringServiceTest {

    @Test
    void it_is_ready_when_its_servers_are() {
        given().get("/q/health/ready").then().statusCode(200);
    }
}
