package io.stallkeeper.registration;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** A buyer's browser without script and cookies, which shows each redirect. */
final class Browser {

    private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

    private Browser() {}

    static Response setUpAccount(String token) {
        return setUpAccount(Map.of("x-amzn-marketplace-token", token));
    }

    static Response setUpAccount(Map<String, String> form) {
        return request().contentType(FORM).formParams(form).post("/register");
    }

    /** The path of the page that the buyer is sent on to. */
    static String comeToForm(Marketplace.Agreement agreement) {
        return setUpAccount(Marketplace.token(agreement))
                .then()
                .statusCode(303)
                .extract()
                .header("Location");
    }

    static Response open(String path) {
        return request().get(path);
    }

    static Response send(String path, Map<String, String> form) {
        return request().contentType(FORM).formParams(form).post(path);
    }

    static RequestSpecification request() {
        return given().redirects().follow(false);
    }
}
