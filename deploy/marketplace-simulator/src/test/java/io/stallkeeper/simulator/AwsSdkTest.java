package io.stallkeeper.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.marketplaceentitlement.MarketplaceEntitlementClient;
import software.amazon.awssdk.services.marketplaceentitlement.model.Entitlement;
import software.amazon.awssdk.services.marketplaceentitlement.model.GetEntitlementFilterName;
import software.amazon.awssdk.services.marketplacemetering.MarketplaceMeteringClient;
import software.amazon.awssdk.services.marketplacemetering.model.BatchMeterUsageResponse;
import software.amazon.awssdk.services.marketplacemetering.model.CustomerNotEntitledException;
import software.amazon.awssdk.services.marketplacemetering.model.ExpiredTokenException;
import software.amazon.awssdk.services.marketplacemetering.model.InvalidTokenException;
import software.amazon.awssdk.services.marketplacemetering.model.InvalidUsageDimensionException;
import software.amazon.awssdk.services.marketplacemetering.model.ResolveCustomerResponse;
import software.amazon.awssdk.services.marketplacemetering.model.TimestampOutOfBoundsException;
import software.amazon.awssdk.services.marketplacemetering.model.UsageRecord;
import software.amazon.awssdk.services.marketplacemetering.model.UsageRecordResultStatus;

/** AWS's own clients, unmodified, see AWS: a legacy buyer's life, and every fault on the way. */
@QuarkusTest
class AwsSdkTest {
    @TestHTTPResource("/")
    URI base = URI.create("http://unset");

    private SimulatorClient simulator = new SimulatorClient(base);
    private MarketplaceMeteringClient metering =
            MarketplaceMeteringClient.builder().region(Region.US_EAST_1).build();
    private MarketplaceEntitlementClient entitlement =
            MarketplaceEntitlementClient.builder().region(Region.US_EAST_1).build();
    private String product = "";
    private String agreementId = "";

    /** Each test has a product and a Region of its own, and so a throttle of its own. */
    @BeforeEach
    void a_legacy_buyer_has_a_contract_with_consumption(TestInfo test) {
        product = test.getTestMethod().orElseThrow().getName();
        simulator = new SimulatorClient(base);
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any"));
        metering = MarketplaceMeteringClient.builder()
                .endpointOverride(base)
                .region(Region.of(product.replace('_', '-')))
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        entitlement = MarketplaceEntitlementClient.builder()
                .endpointOverride(base)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        simulator.put("simulator/v1/products/" + product, """
                {"identity":"LEGACY","pricingModel":"CONTRACT_WITH_CONSUMPTION",
                 "dimensions":[{"key":"seats","kind":"ENTITLED"},{"key":"sms","kind":"METERED"}]}""");
        JsonNode agreement = simulator.admin("agreements", """
                {"productCode":"%s","buyerAccountId":"111122223333",
                 "entitlements":[{"dimension":"seats","value":100}]}""".formatted(product));
        agreementId = agreement.path("agreementId").asText();
    }

    @AfterEach
    void close() {
        metering.close();
        entitlement.close();
    }

    @Test
    void a_token_tells_the_buyer_until_it_expires() {
        String token = token();
        ResolveCustomerResponse customer = metering.resolveCustomer(request -> request.registrationToken(token));

        assertEquals("111122223333", customer.customerAWSAccountId());
        assertEquals(product, customer.productCode());
        assertEquals(customerIdentifier(), customer.customerIdentifier());

        simulator.admin("clock/advance", "{\"by\":\"PT4H\"}");
        assertThrows(
                ExpiredTokenException.class,
                () -> metering.resolveCustomer(request -> request.registrationToken(token)));
        assertThrows(
                InvalidTokenException.class,
                () -> metering.resolveCustomer(request -> request.registrationToken("unheard of")));
    }

    @Test
    void usage_is_billed_once_and_then_a_duplicate() {
        UsageRecord record = usage(5);

        var first = meter(record).results().getFirst();
        var again = meter(record).results().getFirst();
        var other = meter(record.toBuilder().quantity(6).build()).results().getFirst();

        assertEquals(UsageRecordResultStatus.SUCCESS, first.status());
        assertEquals(first.meteringRecordId(), again.meteringRecordId());
        assertEquals(record, first.usageRecord());
        assertEquals(UsageRecordResultStatus.DUPLICATE_RECORD, other.status());
        assertEquals(5, total());
    }

    @Test
    void refusals_have_the_classes_of_the_sdk() {
        assertThrows(
                InvalidUsageDimensionException.class,
                () -> meter(usage(1).toBuilder().dimension("seats").build()));
        assertThrows(
                TimestampOutOfBoundsException.class,
                () -> meter(usage(1).toBuilder().timestamp(Instant.EPOCH).build()));
        assertThrows(
                CustomerNotEntitledException.class,
                () -> metering.meterUsage(request ->
                        request.productCode(product).usageDimension("sms").timestamp(now())));
        assertEquals(0, total());
    }

    @Test
    void entitlements_are_those_of_the_contract_until_it_ends() {
        Entitlement granted = entitlements().getFirst();

        assertEquals(100, granted.value().integerValue());
        assertEquals("seats", granted.dimension());
        assertEquals(customerIdentifier(), granted.customerIdentifier());
        assertEquals(365, Duration.between(now(), granted.expirationDate()).toDays() + 1);

        simulator.put("simulator/v1/agreements/" + agreementId + "/entitlements", """
                {"entitlements":[{"dimension":"seats","value":250}]}""");
        assertEquals(250, entitlements().getFirst().value().integerValue());

        simulator.admin("agreements/" + agreementId + "/cancel", "");
        assertEquals(List.of(), entitlements());
    }

    @Test
    void the_sdk_survives_throttling_failures_and_lost_connections() {
        UsageRecord record = usage(5);
        for (String fault : List.of("THROTTLE", "INTERNAL_ERROR", "LOST_REQUEST", "LOST_RESPONSE")) {
            simulator.admin("faults", """
                    {"operation":"BatchMeterUsage","fault":"%s"}""".formatted(fault));

            assertEquals(
                    UsageRecordResultStatus.SUCCESS,
                    meter(record).results().getFirst().status(),
                    fault);
        }
        assertEquals(5, total());
    }

    @Test
    void unprocessed_records_are_the_second_half() {
        simulator.admin("faults", "{\"operation\":\"BatchMeterUsage\",\"fault\":\"UNPROCESSED\"}");
        UsageRecord earlier = usage(7);
        simulator.admin("clock/advance", "{\"by\":\"PT1H\"}");

        BatchMeterUsageResponse response = meter(usage(5), usage(6), earlier);

        assertEquals(1, response.results().size());
        assertEquals(2, response.unprocessedRecords().size());
    }

    @Test
    void an_empty_page_may_have_a_successor() {
        simulator.admin("faults", "{\"operation\":\"GetEntitlements\",\"fault\":\"EMPTY_PAGE\"}");

        var pages = entitlement.getEntitlementsPaginator(request -> request.productCode(product)).stream()
                .toList();

        assertEquals(
                List.of(0, 1),
                pages.stream().map(page -> page.entitlements().size()).toList());
    }

    private BatchMeterUsageResponse meter(UsageRecord... records) {
        return metering.batchMeterUsage(request -> request.productCode(product).usageRecords(records));
    }

    private UsageRecord usage(int quantity) {
        return UsageRecord.builder()
                .timestamp(hour())
                .dimension("sms")
                .quantity(quantity)
                .customerIdentifier(customerIdentifier())
                .build();
    }

    private List<Entitlement> entitlements() {
        return entitlement
                .getEntitlements(request -> request.productCode(product)
                        .filter(Map.of(GetEntitlementFilterName.CUSTOMER_IDENTIFIER, List.of(customerIdentifier()))))
                .entitlements();
    }

    private String customerIdentifier() {
        return simulator.get("simulator/v1/agreements/" + agreementId).text("customerIdentifier");
    }

    private String token() {
        return simulator
                .admin("agreements/" + agreementId + "/registration-tokens", "")
                .path("token")
                .asText();
    }

    private long total() {
        return simulator
                .get("simulator/v1/metered-totals?productCode=" + product)
                .body()
                .path(0)
                .path("quantity")
                .asLong();
    }

    private Instant now() {
        return Instant.parse(simulator.get("simulator/v1/clock").text("now"));
    }

    private Instant hour() {
        return now().truncatedTo(ChronoUnit.HOURS);
    }
}
