package io.stallkeeper.entitlement.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stallkeeper.entitlement.adapters.aws.AwsEntitlements;
import io.stallkeeper.entitlement.adapters.aws.CallPace;
import io.stallkeeper.entitlement.adapters.aws.UnusableAnswer;
import io.stallkeeper.entitlement.domain.BuyerIdentity;
import io.stallkeeper.entitlement.domain.Entitlement;
import io.stallkeeper.entitlement.domain.EntitlementValue;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.marketplaceentitlement.model.ThrottlingException;

class AwsEntitlementsTest {

    private static final String LICENSE = "arn:aws:license-manager::1:license:l-0f3a";
    private static final BuyerIdentity LICENSE_BUYER = BuyerIdentity.ofLicense("product", LICENSE);
    private static final BuyerIdentity LEGACY_BUYER = BuyerIdentity.ofCustomer("product", "customer");

    @Test
    void all_pages_are_read_and_an_empty_one_is_not_the_end() {
        try (var aws = new PagesOfAws(
                "{\"Entitlements\":[" + seats(1, LICENSE) + "],\"NextToken\":\"a\"}",
                "{\"Entitlements\":[],\"NextToken\":\"b\"}",
                "{\"NextToken\":\"c\"}",
                "{\"Entitlements\":[" + seats(2, LICENSE) + "]}")) {
            assertThat(read(aws, LICENSE_BUYER))
                    .extracting(entitlement -> entitlement.value().integerValue())
                    .containsExactly(1, 2);
            assertThat(aws.requests())
                    .extracting(request -> request.path("NextToken").asText(""))
                    .containsExactly("", "a", "b", "c");
        }
    }

    @Test
    void a_license_is_filtered_by_its_arn_and_a_legacy_buyer_by_customer_identifier() {
        try (var aws = new PagesOfAws("{}")) {
            read(aws, LICENSE_BUYER);
            read(aws, LEGACY_BUYER);

            assertThat(aws.requests())
                    .extracting(Object::toString)
                    .containsExactly(
                            "{\"ProductCode\":\"product\",\"Filter\":{\"LICENSE_ARN\":[\"" + LICENSE
                                    + "\"]},\"MaxResults\":25}",
                            "{\"ProductCode\":\"product\",\"Filter\":{\"CUSTOMER_IDENTIFIER\":[\"customer\"]},"
                                    + "\"MaxResults\":25}");
        }
    }

    @Test
    void each_kind_of_value_is_read() {
        try (var aws = new PagesOfAws("{\"Entitlements\":["
                + entitlement("a", "\"IntegerValue\":7", LICENSE) + ','
                + entitlement("b", "\"DoubleValue\":1.50", LICENSE) + ','
                + entitlement("c", "\"BooleanValue\":false", LICENSE) + ','
                + entitlement("d", "\"StringValue\":\"gold\"", LICENSE) + "]}")) {
            var until = Instant.ofEpochSecond(1_900_000_000);
            assertThat(read(aws, LICENSE_BUYER))
                    .containsExactly(
                            new Entitlement("a", EntitlementValue.of(7), until),
                            new Entitlement("b", EntitlementValue.of(new BigDecimal("1.5")), until),
                            new Entitlement("c", EntitlementValue.of(false), until),
                            new Entitlement("d", EntitlementValue.of("gold"), until));
        }
    }

    @Test
    void what_belongs_to_another_license_is_left_out_whatever_aws_answers() {
        try (var aws = new PagesOfAws("{\"Entitlements\":[" + seats(1, "arn:aws:license-manager::1:license:l-other")
                + ',' + seats(2, LICENSE) + "]}")) {
            assertThat(read(aws, LICENSE_BUYER))
                    .extracting(entitlement -> entitlement.value().integerValue())
                    .containsExactly(2);
        }
    }

    @Test
    void half_an_answer_is_none() {
        try (var aws = new PagesOfAws(
                "{\"Entitlements\":[" + seats(1, LICENSE) + "],\"NextToken\":\"a\"}",
                "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}")) {
            assertThatThrownBy(() -> read(aws, LICENSE_BUYER)).isInstanceOf(ThrottlingException.class);
        }
    }

    @Test
    void pages_without_end_end() {
        try (var aws = new PagesOfAws("{\"NextToken\":\"again\"}")) {
            assertThatThrownBy(() -> read(aws, LICENSE_BUYER)).isInstanceOf(UnusableAnswer.class);
            assertThat(aws.requests()).hasSize(10);
        }
    }

    @Test
    void an_entitlement_that_says_nothing_or_two_things_is_no_answer() {
        for (var value : List.of("", "\"IntegerValue\":1,\"StringValue\":\"one\"")) {
            try (var aws = new PagesOfAws("{\"Entitlements\":[" + entitlement("a", value, LICENSE) + "]}")) {
                assertThatThrownBy(() -> read(aws, LICENSE_BUYER)).isInstanceOf(UnusableAnswer.class);
            }
        }
    }

    @Test
    void calls_are_spaced_evenly_from_the_first_one_on() {
        var pace = new CallPace(20, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

        assertThat(List.of(pace.take(), pace.take(), pace.take()))
                .containsExactly(Duration.ZERO, Duration.ofMillis(50), Duration.ofMillis(100));
    }

    private static List<Entitlement> read(PagesOfAws aws, BuyerIdentity buyer) {
        try (var client = aws.client()) {
            return new AwsEntitlements(client, new CallPace(1_000, Clock.systemUTC()), 10).of(buyer);
        }
    }

    private static String seats(int count, String license) {
        return entitlement("seats", "\"IntegerValue\":" + count, license);
    }

    private static String entitlement(String dimension, String value, String license) {
        return """
                {"ProductCode":"product","Dimension":"%s","Value":{%s},"LicenseArn":"%s","ExpirationDate":1900000000}
                """.formatted(dimension, value, license).strip();
    }
}
