package io.stallkeeper.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.stallkeeper.contracts.MarketplaceIdentity;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** From "Set up your account" to a registered customer. */
@QuarkusTest
@QuarkusTestResource(StallkeeperServers.class)
class RegistrationLifeTest {

    @Test
    void a_buyer_with_a_license_registers_and_the_other_services_are_told() {
        var agreement = Marketplace.buyWithLicense();

        var form = Browser.comeToForm(agreement);
        Browser.open(form).then().statusCode(200).body(containsString("name=\"email\""));
        Browser.send(form, Map.of("email", "ada@gmail.com", "company", "Engines"))
                .then()
                .statusCode(303)
                .header("Location", form);
        Browser.open(form)
                .then()
                .statusCode(200)
                .body(containsString("You are registered"))
                .body(not(containsString("ada@gmail.com")));

        var told = PublishedEvents.await(agreement.licenseId(), 2);
        assertThat(told.get(0).type()).isEqualTo("io.stallkeeper.registration.started.v1");
        assertThat(told.get(1).type()).isEqualTo("io.stallkeeper.registration.customer-registered.v1");
        assertThat(told).allSatisfy(event -> {
            var data = JsonPath.from(event.data());
            assertThat(data.getString("subscriptionId")).isEqualTo(agreement.licenseId());
            assertThat(data.getString("identity.licenseArn")).isEqualTo(agreement.licenseArn());
            assertThat(data.getString("identity.customerAwsAccountId")).isEqualTo(agreement.customerAwsAccountId());
            assertThat(event.data()).doesNotContain("ada@gmail.com", "Engines");
            assertThat(event.traceparent()).isNotEmpty();
        });
    }

    @Test
    void a_buyer_of_an_older_product_is_known_by_the_customer_identifier() {
        var agreement = Marketplace.buy(Marketplace.LEGACY_PRODUCT, "LEGACY");
        var subscription = MarketplaceIdentity.ofCustomer(
                        Marketplace.LEGACY_PRODUCT, Objects.requireNonNull(agreement.customerIdentifier()))
                .toSubscriptionId()
                .value();

        var told = registerByBothNames(agreement, subscription);

        assertThat(told).allSatisfy(event -> assertThat(
                        JsonPath.from(event.data()).getMap("identity").keySet())
                .isEqualTo(Set.of("productCode", "customerIdentifier")));
        assertThat(JsonPath.from(told.get(1).data()).getString("alias.licenseArn"))
                .isEqualTo(agreement.licenseArn());
    }

    @Test
    void a_buyer_of_a_product_that_has_moved_to_licenses_is_known_by_the_license() {
        var agreement = Marketplace.buy(Marketplace.MIGRATED_PRODUCT, "MIGRATED");

        var told = registerByBothNames(agreement, agreement.licenseId());

        assertThat(JsonPath.from(told.get(1).data()).getString("alias.customerIdentifier"))
                .isEqualTo(agreement.customerIdentifier());
    }

    private static List<PublishedEvents.Event> registerByBothNames(
            Marketplace.Agreement agreement, String subscription) {
        Browser.send(Browser.comeToForm(agreement), Map.of("email", "ada@example.com"))
                .then()
                .statusCode(303);

        var told = PublishedEvents.await(subscription, 3);
        assertThat(told)
                .extracting(PublishedEvents.Event::type)
                .containsExactly(
                        "io.stallkeeper.registration.started.v1",
                        "io.stallkeeper.registration.alias-named.v1",
                        "io.stallkeeper.registration.customer-registered.v1");
        return told;
    }

    @Test
    void an_abandoned_registration_is_resumed_any_number_of_times() {
        var agreement = Marketplace.buyWithLicense();

        var first = Browser.comeToForm(agreement);
        var second = Browser.comeToForm(agreement);
        Browser.send(second, Map.of("email", "ada@example.com")).then().statusCode(303);
        Browser.send(first, Map.of("email", "bob@example.com")).then().statusCode(303);
        Browser.open(Browser.comeToForm(agreement))
                .then()
                .statusCode(200)
                .body(containsString("You are registered"))
                .body(containsString("https://app.orchard.example/login"));

        assertThat(PublishedEvents.await(agreement.licenseId(), 2)).hasSize(2);
    }

    @Test
    void who_presses_the_button_many_times_at_once_starts_one_registration() {
        var agreement = Marketplace.buyWithLicense();
        var token = Marketplace.token(agreement);

        var statuses = IntStream.range(0, 8)
                .mapToObj(_ -> CompletableFuture.supplyAsync(
                        () -> Browser.setUpAccount(token).statusCode()))
                .toList();

        assertThat(statuses).allSatisfy(status -> assertThat(status)
                .succeedsWithin(Duration.ofSeconds(20))
                .isEqualTo(303));
        Browser.send(Browser.comeToForm(agreement), Map.of("email", "ada@example.com"));
        assertThat(PublishedEvents.await(agreement.licenseId(), 2))
                .extracting(PublishedEvents.Event::type)
                .containsExactly(
                        "io.stallkeeper.registration.started.v1", "io.stallkeeper.registration.customer-registered.v1");
    }

    @Test
    void a_second_agreement_of_the_same_account_is_a_second_registration() {
        var one = Marketplace.buyWithLicense();
        var two = Marketplace.buyWithLicense();

        Browser.send(Browser.comeToForm(one), Map.of("email", "ada@example.com"))
                .then()
                .statusCode(303);

        Browser.open(Browser.comeToForm(two)).then().body(containsString("name=\"email\""));
    }

    @Test
    void a_form_with_mistakes_comes_back_with_the_values_and_what_is_wrong() {
        var form = Browser.comeToForm(Marketplace.buyWithLicense());

        Browser.send(form, Map.of("email", "ada@", "name", "Ada \"<script>alert(1)</script>"))
                .then()
                .statusCode(422)
                .body(containsString("does not look like an e-mail address"))
                .body(containsString("value=\"ada@\""))
                .body(containsString("aria-invalid"))
                .body(containsString("&lt;script&gt;"))
                .body(not(containsString("<script")));
    }

    @Test
    void a_free_trial_and_a_multipart_form_are_understood_and_unknown_fields_ignored() {
        var agreement = Marketplace.buyWithLicense();

        Browser.request()
                .multiPart("x-amzn-marketplace-token", Marketplace.token(agreement))
                .multiPart("x-amzn-marketplace-offer-type", "free-trial")
                .multiPart("x-amzn-marketplace-agreement-id", agreement.agreementId())
                .post("/register")
                .then()
                .statusCode(303);

        var started = PublishedEvents.await(agreement.licenseId(), 1).getFirst();
        assertThat(JsonPath.from(started.data()).getBoolean("freeTrial")).isTrue();
    }
}
