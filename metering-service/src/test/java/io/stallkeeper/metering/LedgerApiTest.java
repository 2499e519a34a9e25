package io.stallkeeper.metering;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stallkeeper.contracts.Topic;
import io.stallkeeper.contracts.entitlement.EntitlementsGranted;
import io.stallkeeper.contracts.entitlement.GrantedEntitlement;
import io.stallkeeper.metering.Seller.Buyer;
import io.stallkeeper.metering.adapters.postgres.Submissions;
import io.stallkeeper.metering.domain.submission.Mode;
import io.stallkeeper.metering.domain.submission.SubmissionCommand.ChooseMode;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the seller is told of the ledger, by the running service. */
@QuarkusTest
@QuarkusTestResource(StallkeeperServers.class)
class LedgerApiTest {

    @SuppressWarnings("NullAway.Init")
    TokenIssuer tokens;

    @Inject
    Clock clock;

    @Inject
    Submissions submissions;

    @SuppressWarnings("NullAway.Init")
    private Seller seller;

    @BeforeEach
    void open_the_shop() {
        seller = new Seller(tokens, clock);
    }

    @Test
    void what_nobody_knows_is_not_found_and_what_makes_no_sense_is_a_bad_request() {
        for (var path : List.of("ledger", "hours", "charges")) {
            seller.ask("/v1/subscriptions/{id}/" + path, "l-nobody")
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("status", equalTo(404));
        }
        for (var query : List.of(
                "limit=0",
                "limit=x",
                "limit=",
                "limit",
                "from=",
                "cursor=",
                "state=",
                "from=2026-08-20T11:00:00Z&to=2026-08-20T10:00:00Z",
                "cursor=@",
                "cursor=YQ",
                "from=yesterday",
                "to=1999-01-01T00:00:00Z",
                "state=lost",
                "dimension=é")) {
            var status = seller.ask("/v1/subscriptions/l-nobody/hours?" + query)
                    .contentType("application/problem+json")
                    .extract()
                    .statusCode();
            assertThat(status).as(query).isEqualTo(400);
        }
        seller.ask("/v1/charges?month=2026-13").statusCode(400).body("detail", containsString("month"));
    }

    @Test
    void a_ledger_tells_each_place_and_that_they_add_up() {
        var buyer = seller.buyerOf(Seller.USAGE);
        seller.report(seller.use(buyer, "requests", "10.5"), seller.use(buyer, "compute_hours", "2"));
        seller.awaitUnits(buyer, "requests", "reported", "10.5");

        seller.ask("/v1/subscriptions/{id}/ledger", buyer.id())
                .statusCode(200)
                .body("productCode", equalTo(Seller.USAGE))
                .body("meter", equalTo("running"))
                .body("dimensions.dimension", equalTo(List.of("compute_hours", "requests")))
                .body("dimensions.pending", equalTo(List.of(2, 10.5f)))
                .body("dimensions.balanced", equalTo(List.of(true, true)));
        seller.ask(
                        "/v1/subscriptions/{id}/ledger?dimension=compute_hours&to="
                                + buyer.since().plusSeconds(60),
                        buyer.id())
                .statusCode(200)
                .body("dimensions", hasSize(1));
        var hour = buyer.since().truncatedTo(ChronoUnit.HOURS);
        seller.ask("/v1/subscriptions/{id}/ledger?from=" + hour.plusSeconds(1_800), buyer.id())
                .statusCode(200)
                .body("dimensions", hasSize(2));
        seller.ask("/v1/subscriptions/{id}/ledger?to=" + hour, buyer.id()).body("dimensions", hasSize(0));
    }

    @Test
    void pages_of_hours_stay_where_they_are_while_hours_come_on_top() {
        var buyer = seller.buyerOf(Seller.USAGE);
        var hour = buyer.since().truncatedTo(ChronoUnit.HOURS);
        report(buyer, hour, 5);
        var seen = new ArrayList<String>();

        var page = seller.answer("/v1/subscriptions/{id}/hours?limit=2", buyer.id());
        seen.addAll(page.getList("hours.hour"));
        seller.report(seller.use(buyer, "compute_hours", "1", hour));
        seller.awaitUnits(buyer, "compute_hours", "reported", "1");
        while (page.getString("nextCursor") != null) {
            page = seller.answer(
                    "/v1/subscriptions/{id}/hours?limit=2&cursor={cursor}", buyer.id(), page.getString("nextCursor"));
            seen.addAll(page.getList("hours.hour"));
        }

        assertThat(seen)
                .containsExactlyElementsOf(List.of(0, 1, 2, 3, 4).stream()
                        .map(back -> hour.minus(Duration.ofHours(back)).toString())
                        .toList());
        seller.ask(
                        "/v1/subscriptions/{id}/hours?dimension=requests&state=open&from=%s&to=%s"
                                .formatted(hour, hour.plusSeconds(1)),
                        buyer.id())
                .body("hours", hasSize(1))
                .body("hours[0].reported", equalTo(1))
                .body("hours[0].balanced", equalTo(true));
        seller.ask("/v1/subscriptions/{id}/hours?state=accepted", buyer.id()).body("hours", hasSize(0));
    }

    @Test
    void charges_are_units_times_the_catalog_s_price_by_what_became_of_the_units() {
        var buyer = seller.buyerOf(Seller.USAGE);
        seller.report(seller.use(buyer, "requests", "1000.4"), seller.use(buyer, "compute_hours", "3"));
        seller.awaitUnits(buyer, "requests", "reported", "1000.4");
        var month = buyer.since().toString().substring(0, 7);

        seller.ask("/v1/subscriptions/{id}/charges?month={month}", buyer.id(), month)
                .statusCode(200)
                .body("currency", equalTo("USD"))
                .body("lines.find { it.dimension == 'requests' }.amounts.pending", equalTo(2.5f))
                .body("lines.find { it.dimension == 'requests' }.units.pending", equalTo(1000.4f))
                .body("lines.find { it.dimension == 'compute_hours' }.amounts", equalTo(null))
                .body("complete", equalTo(false));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> seller.ask("/v1/charges?month={month}&product={product}", month, Seller.USAGE)
                        .statusCode(200)
                        .body("lines.dimension", hasItems("compute_hours", "requests")));
    }

    @Test
    void every_operation_is_described_with_what_it_answers_and_its_errors() {
        var api = seller.ask("/q/openapi?format=json").statusCode(200).extract().jsonPath();
        var operations = new ArrayList<String>();
        Map<String, Map<String, Map<String, Object>>> paths = api.getMap("paths");

        paths.forEach((path, methods) -> methods.forEach((method, operation) -> {
            var name = method + " " + path;
            assertThat(path).startsWith("/v1/");
            assertThat(operation.get("operationId")).as(name).isNotNull();
            operations.add(String.valueOf(operation.get("operationId")));
            assertThat(String.valueOf(operation.get("summary"))).as(name).hasSizeGreaterThan(10);
            var responses = (Map<?, ?>) Objects.requireNonNull(operation.get("responses"), name);
            assertThat(responses.keySet().stream().map(String::valueOf))
                    .as(name)
                    .contains("400", "401", "403");
            responses.forEach((status, response) -> {
                var text = String.valueOf(response);
                assertThat(text).as(name + " " + status).containsAnyOf("$ref", "description");
                if (!String.valueOf(status).startsWith("2")) {
                    assertThat(text).as(name + " " + status).containsAnyOf("$ref", "application/problem+json");
                }
            });
        }));

        assertThat(operations).doesNotHaveDuplicates().contains("reportUsage", "getLedger", "listHours", "getCharges");
        for (var error : List.of("BadRequest", "Unauthorized", "Forbidden", "NotFound", "Unavailable")) {
            assertThat(api.getMap("components.responses." + error + ".content"))
                    .containsKey("application/problem+json");
        }
        Map<String, Map<String, Object>> schemas = api.getMap("components.schemas");
        schemas.forEach((name, schema) ->
                assertThat(schema.get("description")).as("schema " + name).isNotNull());
    }

    @Test
    void a_contract_pays_for_what_it_includes_and_only_the_rest_is_sent() {
        var buyer = seller.buyerOf(Seller.OVERAGE);
        seller.report(seller.use(buyer, "backups", "130"));
        seller.awaitUnits(buyer, "backups", "pending", "130");
        seller.advance(Duration.ofMinutes(75));
        seller.ask("/v1/subscriptions/{id}/hours?state=open", buyer.id()).body("hours[0].pending", equalTo(130));

        var granted = backups(100, buyer.since().plus(Duration.ofDays(365)));
        var event = seller.kafka()
                .publish(new EntitlementsGranted(
                        buyer.id(), List.of(granted), buyer.since().plusSeconds(5)));
        seller.kafka().send(Topic.ENTITLEMENT, buyer.id(), event);

        seller.awaitUnits(buyer, "backups", "accepted", "30");
        seller.awaitUnits(buyer, "backups", "included", "100");
        seller.report(seller.use(buyer, "backups", "7", buyer.since()));
        seller.advance(Duration.ofMinutes(75));
        seller.awaitUnits(buyer, "backups", "accepted", "37");
        seller.ask("/v1/subscriptions/{id}/ledger", buyer.id())
                .body("dimensions[0].rejected", equalTo(100))
                .body("dimensions[0].reported", equalTo(137))
                .body("dimensions[0].balanced", equalTo(true));
        assertThat(seller.marketplace().billed(buyer.agreementId(), "backups")).isEqualTo(37);
    }

    @Test
    void an_upgrade_in_mid_hour_counts_from_its_moment_on() {
        var buyer = seller.buyerOf(Seller.OVERAGE);
        var end = buyer.since().plus(Duration.ofDays(365));
        var upgraded = buyer.since().plusSeconds(2);
        seller.kafka().publish(new EntitlementsGranted(buyer.id(), List.of(backups(10, end)), buyer.since()));
        seller.kafka().publish(new EntitlementsGranted(buyer.id(), List.of(backups(100, end)), upgraded));
        seller.report(
                seller.use(buyer, "backups", "25", buyer.since().plusSeconds(1)),
                seller.use(buyer, "backups", "40", upgraded.plusSeconds(1)));
        seller.awaitUnits(buyer, "backups", "pending", "65");

        seller.advance(Duration.ofMinutes(75));

        seller.awaitUnits(buyer, "backups", "accepted", "15");
        seller.awaitUnits(buyer, "backups", "included", "50");
    }

    private static GrantedEntitlement backups(int quantity, Instant until) {
        return new GrantedEntitlement("backups", quantity, null, null, null, until);
    }

    @Test
    void what_is_only_rehearsed_is_never_accepted_and_never_sent() {
        var allowed = seller.buyerOf(Seller.USAGE);
        var buyer = seller.buyerOf(Seller.USAGE);
        submissions
                .choose(new ChooseMode(Mode.SHADOW, Set.of(allowed.id()), clock.instant()))
                .await()
                .atMost(Duration.ofSeconds(10));
        try {
            seller.report(seller.use(buyer, "requests", "4.5"), seller.use(allowed, "requests", "6"));
            seller.awaitUnits(buyer, "requests", "pending", "4.5");
            seller.advance(Duration.ofMinutes(75));
            seller.awaitUnits(buyer, "requests", "shadowed", "4");
            seller.awaitUnits(allowed, "requests", "accepted", "6");
        } finally {
            submissions
                    .choose(new ChooseMode(Mode.LIVE, Set.of(), clock.instant()))
                    .await()
                    .atMost(Duration.ofSeconds(10));
            // Going live begins with the next hour; the other tests find it begun.
            seller.advance(Duration.ofHours(1));
        }
        seller.ask("/v1/subscriptions/{id}/ledger", buyer.id())
                .body("dimensions[0].accepted", equalTo(0))
                .body("dimensions[0].balanced", equalTo(true));
        seller.ask("/v1/subscriptions/{id}/hours?state=shadowed", buyer.id())
                .body("hours.quantity", hasItems(4))
                .body("hours.reason", everyItem(equalTo("shadow-mode")));
        assertThat(seller.marketplace().billed(buyer.agreementId(), "requests")).isZero();
    }

    @Test
    void the_page_of_metrics_describes_what_the_service_shows_and_nothing_else() throws IOException {
        var buyer = seller.buyerOf(Seller.USAGE);
        seller.report(seller.use(buyer, "requests", "7"));
        seller.kafka().send(Topic.USAGE, buyer.id(), somethingElse());
        var page = Files.readString(Path.of("METRICS.md"));
        var described = Pattern.compile("^\\| `(\\w+)` \\| (\\w+) \\| \\w+ \\|([^|]*)\\| (.*) \\|$", Pattern.MULTILINE)
                .matcher(page)
                .results()
                .toList();

        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
            var shown = given().get("/q/metrics").asString();
            assertThat(shown).contains("place=\"pending\"");
            for (var metric : described) {
                var name = familyOf(metric.group(1));
                assertThat(shown).contains("# HELP " + name + " " + metric.group(4));
                assertThat(shown).contains("# TYPE " + name + " " + metric.group(2));
                for (var label : metric.group(3).isBlank()
                        ? new String[0]
                        : metric.group(3).trim().split(", ")) {
                    assertThat(shown).as(name).containsPattern(name + "(_total)?\\{[^}]*" + label + "=\"");
                }
            }
            assertThat(Pattern.compile("# TYPE (stallkeeper_metering_\\w+)")
                            .matcher(shown)
                            .results())
                    .extracting(match -> match.group(1))
                    .containsExactlyInAnyOrderElementsOf(described.stream()
                            .map(metric -> familyOf(metric.group(1)))
                            .toList());
            assertThat(shown).doesNotContain(buyer.id());
            assertThat(Pattern.compile("law_difference_units\\{.*} (\\S+)")
                            .matcher(shown)
                            .results())
                    .extracting(match -> Double.valueOf(match.group(1)))
                    .isNotEmpty()
                    .allMatch(difference -> difference == 0.0);
        });
    }

    /** OpenMetrics names a counter's family without its suffix. */
    private static String familyOf(String name) {
        return name.endsWith("_total") ? name.substring(0, name.length() - "_total".length()) : name;
    }

    private static CloudEvent somethingElse() {
        return CloudEventBuilder.v1()
                .withId("1")
                .withSource(URI.create("/app"))
                .withType("something.else")
                .build();
    }

    private void report(Buyer buyer, Instant newest, int hours) {
        for (int back = 0; back < hours; back++) {
            seller.report(seller.use(buyer, "requests", "1", newest.minus(Duration.ofHours(back))));
        }
        seller.awaitUnits(buyer, "requests", "reported", String.valueOf(hours));
    }
}
