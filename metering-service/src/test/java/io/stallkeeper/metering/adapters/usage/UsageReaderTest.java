package io.stallkeeper.metering.adapters.usage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.contracts.SubscriptionId;
import io.stallkeeper.metering.domain.product.Aggregation;
import io.stallkeeper.metering.domain.product.IdleHours;
import io.stallkeeper.metering.domain.product.MeteredDimension;
import io.stallkeeper.metering.domain.product.Pricing;
import io.stallkeeper.metering.domain.product.Product;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import io.stallkeeper.metering.domain.product.UnitFactor;
import io.stallkeeper.metering.domain.product.UsageMapping;
import io.stallkeeper.metering.domain.usage.ReportedUsage;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageReaderTest {

    private static final Instant NOW = Instant.parse("2026-08-20T14:30:00Z");
    private static final String TRACE = "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01";

    private static final Product BYTES = new Product(
            "storage",
            Pricing.USAGE,
            IdleHours.NOTHING,
            List.of(new MeteredDimension("stored_gb", Aggregation.SUM, null, null)),
            List.of(new UsageMapping("stored_bytes", "stored_gb", UnitFactor.of("1", "1000000000"))));

    private final UsageReader reader =
            new UsageReader(new ProductCatalog(Map.of("storage", BYTES)), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void an_event_whole_is_read_to_the_last_decimal() {
        var usage = countable("""
                {"specversion":"1.0","id":"1","source":"/app","type":"io.stallkeeper.usage.reported.v1",
                 "time":"2026-08-20T14:05:00.25+00:00","subject":"anything","myextension":"kept",
                 "traceparent":"%s",
                 "data":{"subscriptionId":"l-1","dimension":"requests","quantity":123456789.123456789012,
                         "tags":{"team":"search","app":"web"},"uniqueKey":"user-7","later":{"version":[2]}}}
                """.formatted(TRACE));

        assertThat(usage)
                .isEqualTo(new ReportedUsage(
                        "/app",
                        "1",
                        "l-1",
                        "requests",
                        new BigDecimal("123456789.123456789012"),
                        Instant.parse("2026-08-20T14:05:00.250Z"),
                        "app\tweb\nteam\tsearch",
                        "user-7",
                        TRACE));
        assertThat(usage.hourKey().hour()).isEqualTo(Instant.parse("2026-08-20T14:00:00Z"));
    }

    @Test
    void the_order_of_fields_does_not_matter_and_data_may_be_base64() {
        var data = "{\"quantity\":1,\"dimension\":\"requests\",\"subscriptionId\":\"l-1\"}";

        var usage = countable("""
                {"data_base64":"%s","time":"2026-08-20T14:05:00z","type":"io.stallkeeper.usage.reported.v1",
                 "source":"urn:app?x=%%20#1","id":"Ünïcode-𝄞","specversion":"1.0"}
                """.formatted(Base64.getEncoder().encodeToString(data.getBytes(UTF_8))));

        assertThat(usage.id()).isEqualTo("Ünïcode-𝄞");
        assertThat(usage.source()).isEqualTo("urn:app?x=%20#1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:license-manager::294406891311:license:l-0f3a2b1c4d5e6f708192a3b4c5d6e7f8",
                "arn:aws-us-gov:license-manager::294406891311:license:l-0f3a2b1c4d5e6f708192a3b4c5d6e7f8",
                "aws:license-manager:us-east-1:294406891311:l-0f3a2b1c4d5e6f708192a3b4c5d6e7f8",
                "arn:aws:license-manager::294406891311:license/l-0f3a2b1c4d5e6f708192a3b4c5d6e7f8",
                "l-0f3a2b1c4d5e6f708192a3b4c5d6e7f8",
            })
    void every_spelling_of_a_license_is_the_one_subscription(String licenseArn) {
        var usage = countable(event("\"licenseArn\":\"" + licenseArn + "\",\"dimension\":\"requests\",\"quantity\":1"));

        assertThat(usage.subscriptionId()).isEqualTo("l-0f3a2b1c4d5e6f708192a3b4c5d6e7f8");
    }

    @Test
    void a_subscription_is_found_by_its_customer_identifier_and_may_be_named_twice() {
        var id = SubscriptionId.ofCustomer("code", "X01").value();
        var customer =
                "\"productCode\":\"code\",\"customerIdentifier\":\"X01\",\"dimension\":\"requests\",\"quantity\":1";

        assertThat(countable(event(customer)).subscriptionId()).isEqualTo(id);
        assertThat(countable(event("\"licenseArn\":null,\"subscriptionId\":\"" + id + "\"," + customer))
                        .subscriptionId())
                .isEqualTo(id);
    }

    @Test
    void a_license_and_a_customer_may_be_one_buyer_and_two_licenses_never_are() {
        var id = SubscriptionId.ofCustomer("code", "X01").value();
        var customer =
                "\"productCode\":\"code\",\"customerIdentifier\":\"X01\",\"dimension\":\"requests\",\"quantity\":1";

        var both = countable(event("\"licenseArn\":\"a:l-1\"," + customer));
        assertThat(both.subscriptionId()).isEqualTo(id);
        assertThat(both.alias()).isEqualTo("l-1");
        assertThat(countable(event("\"subscriptionId\":\"l-1\"," + customer))).isEqualTo(both);
        assertThat(countable(event("\"subscriptionId\":\"" + id + "\",\"licenseArn\":\"a:l-1\"," + customer)))
                .isEqualTo(both);
        assertThat(read(event("\"subscriptionId\":\"l-2\",\"licenseArn\":\"a:l-1\"," + customer)))
                .isEqualTo(new UsageReading.Uncountable("ambiguous-subscription"));
        assertThat(read(event("\"subscriptionId\":\"c-2\"," + customer)))
                .isEqualTo(new UsageReading.Uncountable("ambiguous-subscription"));
        assertThat(read(event("\"subscriptionId\":\"l-1\",\"licenseArn\":\"a:l-2\"," + customer)))
                .isEqualTo(new UsageReading.Uncountable("ambiguous-subscription"));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "0, 0",
        "-0, 0",
        "-0.0, 0.0",
        "1.5e3, 1500",
        "15e-1, 1.5",
        "0.000000000001, 0.000000000001",
        "1.0000000000000000000000, 1.000000000000",
        "2147483647, 2147483647",
        "2147483646.999999999999, 2147483646.999999999999",
        "0e-999999, 0.000000000000",
    })
    void a_quantity_is_exact_and_short(String written, BigDecimal read) {
        var usage = countable(event("\"subscriptionId\":\"l-1\",\"dimension\":\"requests\",\"quantity\":" + written));

        assertThat(usage.quantity()).isEqualTo(read);
    }

    @Test
    void in_units_of_its_own_an_application_may_report_more() {
        var exabyte = "\"subscriptionId\":\"l-1\",\"dimension\":\"stored_bytes\",\"quantity\":1000000000000000000";

        assertThat(countable(event(exabyte)).quantity()).isEqualTo(BigDecimal.TEN.pow(18));
        assertThat(read(event(exabyte + "0"))).isEqualTo(new UsageReading.Uncountable("quantity-out-of-range"));
        assertThat(read(event(exabyte.replace("bytes", "gb"))))
                .isEqualTo(new UsageReading.Uncountable("quantity-out-of-range"));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "2026-08-20T14:05:00Z, 2026-08-20T14:05:00Z",
        "2026-08-20t14:05:00z, 2026-08-20T14:05:00Z",
        "2026-08-20T16:05:00.123456789+02:00, 2026-08-20T14:05:00.123456789Z",
        "2026-08-19T22:35:00.1234567899999-15:30, 2026-08-20T14:05:00.123456789Z",
        "2024-02-29T23:59:59Z, 2024-02-29T23:59:59Z",
        "2026-08-20T14:40:00Z, 2026-08-20T14:40:00Z",
    })
    void a_time_is_any_that_rfc_3339_knows(String written, Instant read) {
        var event = event("\"subscriptionId\":\"l-1\",\"dimension\":\"requests\",\"quantity\":1")
                .replace("2026-08-20T14:05:00Z", written);

        assertThat(countable(event).time()).isEqualTo(read);
    }

    @Test
    void a_trace_that_is_none_is_not_kept() {
        var json = event("\"subscriptionId\":\"l-1\",\"dimension\":\"requests\",\"quantity\":1");

        assertThat(((UsageReading.Countable) reader.readStructured(json.getBytes(UTF_8), "nonsense"))
                        .usage()
                        .traceparent())
                .isNull();
        assertThat(((UsageReading.Countable) reader.readStructured(json.getBytes(UTF_8), TRACE))
                        .usage()
                        .traceparent())
                .isEqualTo(TRACE);
    }

    private ReportedUsage countable(String json) {
        assertThat(read(json)).isInstanceOf(UsageReading.Countable.class);
        return ((UsageReading.Countable) read(json)).usage();
    }

    private UsageReading read(String json) {
        return reader.readStructured(json.getBytes(UTF_8), null);
    }

    private static String event(String data) {
        return """
                {"specversion":"1.0","id":"1","source":"/app","type":"io.stallkeeper.usage.reported.v1",
                 "time":"2026-08-20T14:05:00Z","datacontenttype":"application/json","data":{%s}}
                """.formatted(data);
    }
}
