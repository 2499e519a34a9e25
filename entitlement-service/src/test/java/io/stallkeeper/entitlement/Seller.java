package io.stallkeeper.entitlement;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;

/** The seller's application, which asks. */
record Seller(TokenIssuer tokens) {

    Response get(Buyer buyer, String path) {
        return given().auth()
                .oauth2(tokens.tokenFor("entitlement-reader"))
                .get("/v1/subscriptions/" + buyer.id() + "/entitlements" + path);
    }

    JsonPath mayUse(Buyer buyer, String question) {
        return get(buyer, "/" + question).then().statusCode(200).extract().jsonPath();
    }

    boolean isEntitled(Buyer buyer, String question) {
        return mayUse(buyer, question).getBoolean("entitled");
    }

    String reason(Buyer buyer, String question) {
        return mayUse(buyer, question).getString("reason");
    }
}
