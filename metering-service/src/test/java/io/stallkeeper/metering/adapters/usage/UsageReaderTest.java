package io.stallkeeper.metering.adapters.usage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.stallkeeper.contracts.SubscriptionId;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageReaderTest {

    private static final Instant NOW = Instant.parse("2026-08-20T14:30:00Z");
    private static final String ADDRESS = "\"subscriptionId\":\"l-1\"";

    private final UsageReader reader = new UsageReader(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void a_quantity_is_kept_to_the_last_decimal() {
        var usage = countable(event(ADDRESS + ",\"dimension\":\"requests\",\"quantity\":123456789.123456789012"));

        assertThat(usage.usage().quantity()).isEqualTo(new BigDecimal("123456789.123456789012"));
        assertThat(usage.usage().hourKey().hour()).isEqualTo(Instant.parse("2026-08-20T14:00:00Z"));
    }

    @Test
    void a_subscription_is_found_by_its_license_and_by_its_customer_identifier() {
        var byLicense = countable(event("\"licenseArn\":\"arn:aws:license-manager::1:license:l-1\","
                + "\"dimension\":\"requests\",\"quantity\":1"));
        var byCustomer = countable(event("\"productCode\":\"code\",\"customerIdentifier\":\"X01\","
                + "\"dimension\":\"requests\",\"quantity\":1"));

        assertThat(byLicense.usage().subscriptionId()).isEqualTo("l-1");
        assertThat(byCustomer.usage().subscriptionId())
                .isEqualTo(SubscriptionId.ofCustomer("code", "X01").value());
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"dimension\":\"requests\",\"quantity\":1 | no-subscription",
                "\"subscriptionId\":\"../etc\",\"dimension\":\"requests\",\"quantity\":1 | no-subscription",
                "\"licenseArn\":\"nonsense\",\"dimension\":\"requests\",\"quantity\":1 | no-subscription",
                "\"subscriptionId\":\"l-1\",\"quantity\":1 | no-dimension",
                "\"subscriptionId\":\"l-1\",\"dimension\":7,\"quantity\":1 | no-dimension",
                "\"subscriptionId\":\"l-1\",\"dimension\":\"requests\" | quantity-not-a-number",
                "\"subscriptionId\":\"l-1\",\"dimension\":\"requests\",\"quantity\":\"1\" | quantity-not-a-number",
                "\"subscriptionId\":\"l-1\",\"dimension\":\"requests\",\"quantity\":-0.1 | quantity-negative",
                "\"subscriptionId\":\"l-1\",\"dimension\":\"requests\",\"quantity\":1e999999999 | quantity-out-of-range",
                "\"subscriptionId\":\"l-1\",\"dimension\":\"requests\",\"quantity\":1e-999999 | quantity-out-of-range",
                "\"subscriptionId\":\"l-1\",\"dimension\":\"requests\",\"quantity\":2147483648 | quantity-out-of-range",
            })
    void what_can_not_be_counted_says_why(String data, String reason) {
        assertThat(read(event(data))).isEqualTo(new UsageReading.Uncountable(reason));
    }

    @Test
    void usage_of_a_later_hour_is_not_usage_yet() {
        var later = CloudEventBuilder.from(event(ADDRESS + ",\"dimension\":\"requests\",\"quantity\":1"))
                .withTime(OffsetDateTime.parse("2026-08-20T16:05:00Z"))
                .build();

        assertThat(read(later)).isEqualTo(new UsageReading.Uncountable("time-in-the-future"));
    }

    @Test
    void json_keeps_the_last_decimal_too() {
        var json = """
                {"specversion":"1.0","id":"1","source":"/app","type":"io.stallkeeper.usage.reported.v1",
                 "time":"2026-08-20T14:05:00Z","data":{"subscriptionId":"l-1","dimension":"requests",
                 "quantity":123456789.123456789012}}
                """;

        var event = CloudEventsJson.toEvent(Objects.requireNonNull(CloudEventsJson.parse(json.getBytes(UTF_8))));

        assertThat(countable(Objects.requireNonNull(event)).usage().quantity())
                .isEqualTo(new BigDecimal("123456789.123456789012"));
    }

    private UsageReading.Countable countable(CloudEvent event) {
        return (UsageReading.Countable) read(event);
    }

    private UsageReading read(CloudEvent event) {
        return reader.read(event, null);
    }

    private static CloudEvent event(String data) {
        return CloudEventBuilder.v1()
                .withId("1")
                .withSource(URI.create("/app"))
                .withType("io.stallkeeper.usage.reported.v1")
                .withTime(OffsetDateTime.parse("2026-08-20T14:05:00Z"))
                .withData("application/json", ("{" + data + "}").getBytes(UTF_8))
                .build();
    }
}
