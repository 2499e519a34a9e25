package io.stallkeeper.entitlement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stallkeeper.testkit.infrastructure.PostgresServer;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** PostgreSQL closes its connections and lets nobody in. */
@QuarkusTest
@QuarkusTestResource(StallkeeperServers.class)
class DatabaseAwayTest {

    /** The servers' own, as soon as they run. */
    TokenIssuer tokens = new TokenIssuer();

    @ConfigProperty(name = "stallkeeper.postgres.address")
    String postgres = "";

    @Test
    void what_is_known_is_still_answered_and_what_happened_meanwhile_takes_effect_later() throws SQLException {
        try (var shop = new Shop(tokens)) {
            var buyer = shop.activated(shop.licenseBuyer(Map.of("seats", 10)));
            await().until(() -> shop.isEntitled(buyer, "seats"));

            allowConnections(false);
            try {
                shop.changesContract(buyer, Map.of("seats", 25));
                shop.notifyOfChange(buyer);

                await().until(() -> shop.mayUse(buyer, "seats").getBoolean("stale"));
                assertThat(shop.isEntitled(buyer, "seats?quantity=10")).isTrue();
                await().untilAsserted(
                                () -> given().get("/q/health/ready").then().statusCode(503));
                given().get("/q/health/group/answers")
                        .then()
                        .statusCode(200)
                        .body("checks[0].data.log", equalTo("away"));
            } finally {
                allowConnections(true);
            }

            await().until(() -> shop.isEntitled(buyer, "seats?quantity=25"));
            await().until(() -> !shop.mayUse(buyer, "seats").getBoolean("stale"));
            await().untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
        }
    }

    private void allowConnections(boolean allowed) throws SQLException {
        try (var superuser =
                        DriverManager.getConnection("jdbc:postgresql://" + postgres + "/postgres", "postgres", "");
                var statement = superuser.createStatement()) {
            statement.execute("alter database " + PostgresServer.NAME + " allow_connections " + allowed);
            if (!allowed) {
                statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
                        + PostgresServer.NAME + "'");
            }
        }
    }
}
