package io.stallkeeper.registration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the seller's staff sees, and how a buyer is forgotten. */
@QuarkusTest
@QuarkusTestResource(StallkeeperServers.class)
class OperatorApiTest {

    private static final String PATH = "/v1/registrations";

    @SuppressWarnings("NullAway.Init") // StallkeeperServers fills it
    TokenIssuer tokens;

    @Test
    void an_operator_sees_how_far_a_registration_is_and_whom_to_write_to() {
        var agreement = Marketplace.buyWithLicense();
        var form = Browser.comeToForm(agreement);

        operator()
                .get(PATH + "/" + agreement.licenseId())
                .then()
                .statusCode(200)
                .body("status", equalTo("started"))
                .body("identity.licenseArn", equalTo(agreement.licenseArn()))
                .body("contact", nullValue());

        Browser.send(form, Map.of("email", "ada@bücher.example", "phone", "+44 20 7946 0000"));

        operator()
                .get(PATH + "/" + agreement.licenseId())
                .then()
                .body("status", equalTo("completed"))
                .body("registeredAt", notNullValue())
                .body("contact.email", equalTo("ada@bücher.example"))
                .body("contact.phone", equalTo("+44 20 7946 0000"));
    }

    @Test
    void contact_data_is_noise_in_the_database_and_forgetting_destroys_its_key() throws SQLException {
        var agreement = Marketplace.buyWithLicense();
        var form = Browser.comeToForm(agreement);
        Browser.send(form, Map.of("email", "forget.me@gmail.com", "name", "Forget Me"));
        assertThat(Database.allRows()).noneMatch(row -> row.contains("forget.me") || row.contains("Forget Me"));

        var path = PATH + "/" + agreement.licenseId();
        operator().delete(path + "/contact").then().statusCode(204);
        operator().delete(path + "/contact").then().statusCode(204);

        operator()
                .get(path)
                .then()
                .body("status", equalTo("completed"))
                .body("contact", nullValue())
                .body("contactForgottenAt", notNullValue());
        assertThat(Database.query("select count(*) from registration.contact where wrapped_key is not null"
                        + " and subscription_id = '" + agreement.licenseId() + "'"))
                .containsExactly("0");
        Browser.send(form, Map.of("email", "forget.me@gmail.com")).then().statusCode(303);
        operator().get(path).then().body("contact", nullValue());
    }

    @Test
    void abandoned_registrations_are_listed_page_by_page() {
        var first = Marketplace.buyWithLicense();
        var second = Marketplace.buyWithLicense();
        var completed = Marketplace.buyWithLicense();
        Browser.comeToForm(first);
        Browser.comeToForm(second);
        Browser.send(Browser.comeToForm(completed), Map.of("email", "ada@example.com"));

        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> operator()
                .queryParam("size", 200)
                .get(PATH + "?status=completed")
                .then()
                .statusCode(200)
                .body("registrations.subscriptionId", hasItem(completed.licenseId())));
        var abandoned = new HashSet<String>();
        Integer page = 0;
        while (page != null) {
            var answer = operator()
                    .queryParam("status", "started")
                    .queryParam("page", page)
                    .queryParam("size", 1)
                    .get(PATH)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            abandoned.addAll(answer.getList("registrations.subscriptionId"));
            page = answer.get("nextPage");
        }
        assertThat(abandoned).contains(first.licenseId(), second.licenseId()).doesNotContain(completed.licenseId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/l-unknown", "/nonsense", "/l-unknown/contact"})
    void what_does_not_exist_is_a_problem(String path) {
        var response = path.endsWith("contact")
                ? operator().delete(PATH + path)
                : operator().get(PATH + path);

        response.then().statusCode(404).contentType("application/problem+json").body("status", equalTo(404));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?status=abandoned",
                "?status=started&size=0",
                "?status=started&size=201",
                "?status=started&page=-1"
            })
    void a_malformed_query_is_a_problem(String query) {
        operator()
                .get(PATH + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", notNullValue());
    }

    @Test
    void nobody_else_gets_in() {
        given().get(PATH + "?status=started").then().statusCode(401).contentType("application/problem+json");
        given().auth()
                .oauth2(tokens.tokenFor("usage-reporter", "entitlement-reader"))
                .get(PATH + "?status=started")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body(not(containsString("subscriptionId")));
    }

    private RequestSpecification operator() {
        return given().auth().oauth2(tokens.tokenFor("operator"));
    }
}
