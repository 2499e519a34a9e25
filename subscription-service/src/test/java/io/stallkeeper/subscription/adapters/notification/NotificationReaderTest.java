package io.stallkeeper.subscription.adapters.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stallkeeper.eventsourcing.kafka.Unprocessable;
import io.stallkeeper.subscription.domain.BuyerIdentity;
import io.stallkeeper.subscription.domain.Signal;
import io.stallkeeper.subscription.domain.notification.Form;
import io.stallkeeper.subscription.domain.notification.Notification;
import io.stallkeeper.subscription.domain.notification.Subject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bodies as AWS's documents print them and as they were seen (marketplace-protocol 2.2, 2.4, 3.3). */
class NotificationReaderTest {

    private static final Instant SENT_AT = Instant.parse("2026-08-20T14:00:00Z");
    private static final String ARN = "arn:aws:license-manager::294406891311:license:l-0f3a";

    private final NotificationReader reader = new NotificationReader();

    @Test
    void a_license_event_names_all_there_is() {
        var read = read(event("License Updated - Manufacturer", license(ARN)));

        assertThat(read.id()).isEqualTo("event-1");
        assertThat(read.form()).isEqualTo(Form.EVENTBRIDGE);
        assertThat(read.at()).isEqualTo(Instant.parse("2026-08-20T14:24:23Z"));
        assertThat(read.signal()).contains(Signal.Kind.ACTIVATED);
        assertThat(read.subject())
                .isEqualTo(new Subject.License(
                        new BuyerIdentity("code-1", ARN, "111122223333", null), "111122223333", "agmt-1", "prod-1"));
    }

    @ParameterizedTest
    @CsvSource({
        "aws:license-manager:us-east-1:111122223333:l-0f3a, arn:aws:license-manager:us-east-1:111122223333:l-0f3a",
        "arn:aws:license-manager::294406891311:license:l-0f3a, arn:aws:license-manager::294406891311:license:l-0f3a",
        "arn:aws:license-manager::294406891311:license/l-0f3a, arn:aws:license-manager::294406891311:license/l-0f3a"
    })
    void every_spelling_of_a_license_arn_is_read(String spelling, String canonical) {
        var license = (Subject.License)
                read(event("License Updated - Manufacturer", license(spelling))).subject();

        assertThat(license.buyer().licenseArn()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "CANCELLED, ENDING",
        "EXPIRED, ENDING",
        "TERMINATED, ENDING",
        "RENEWED,",
        "REPLACED,",
    })
    void an_agreement_that_has_a_successor_ends_nothing(String status, Signal.Kind signal) {
        var read = read(event("Purchase Agreement Ended - Proposer", """
                {"agreement":{"id":"agmt-1","status":"%s"},"acceptor":{"accountId":"111122223333"}}
                """.formatted(status)));

        assertThat(read.signal().orElse(null)).isEqualTo(signal);
        assertThat(read.subject()).isEqualTo(new Subject.Agreement("agmt-1", "111122223333", null));
    }

    @Test
    void an_event_of_an_unknown_type_or_of_somebody_else_says_nothing() {
        var unknown = read(event("Spend Threshold Reached", "{\"what\":1}"));
        var foreign = read(event("License Updated - Manufacturer", license(ARN))
                .replace("aws.agreement-marketplace", "aws.somebody"));

        assertThat(unknown.signal()).isEmpty();
        assertThat(foreign.signal()).isEmpty();
    }

    @Test
    void raw_sns_is_known_by_the_message_that_brings_it_and_read_with_the_liberties_of_awss_own_example() {
        var read = read("""
                { "action": "entitlement-updated", "customer-identifier": " X01EXAMPLEX", "product-code": "n0123", }
                """);

        assertThat(read)
                .isEqualTo(new Notification(
                        "message-1",
                        Form.SNS_RAW,
                        "entitlement-updated",
                        SENT_AT,
                        new Subject.Customer(new BuyerIdentity("n0123", null, null, "X01EXAMPLEX"), "X01EXAMPLEX"),
                        null));
        assertThat(read.signal()).contains(Signal.Kind.ENTITLEMENTS_CHANGED);
    }

    @Test
    void an_sns_envelope_has_its_own_id_and_time() {
        var read = read("""
                {"Type":"Notification","MessageId":"sns-1","Timestamp":"2026-08-20T14:24:23.123Z","Message":
                "{\\"action\\":\\"subscribe-fail\\",\\"customer-identifier\\":\\"X1\\",\\"product-code\\":\\"n0\\"}"}
                """);

        assertThat(read.id()).isEqualTo("sns-1");
        assertThat(read.form()).isEqualTo(Form.SNS_ENVELOPE);
        assertThat(read.at()).isEqualTo(Instant.parse("2026-08-20T14:24:23.123Z"));
        assertThat(read.signal()).contains(Signal.Kind.FAILED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            not json                                                        | malformed-json
            []                                                              | malformed-json
            {}                                                              | not-a-notification
            {"Type":"SubscriptionConfirmation"}                             | sns-subscription-confirmation
            {"Type":"Notification","Message":"x"}                           | malformed-message
            {"Type":"Notification"}                                         | no-message
            {"action":"subscribe-success","product-code":"n0"}              | no-customer-identifier
            {"action":"subscribe-success","customer-identifier":"X"}        | no-product-code
            {"action":" ","customer-identifier":"X","product-code":"n0"}    | no-action
            {"action":"a","customer-identifier":"\\u0000","product-code":"n"} | malformed-identifier
            {"action":"a","customer-identifier":"X\\u0000Y","product-code":"n"} | malformed-identifier
            {"detail-type":"x","time":"2026-08-20T14:24:23Z"}               | no-id
            {"detail-type":"x","id":"1"}                                    | no-time
            {"detail-type":"x","id":"1","time":"yesterday"}                 | malformed-time
            """)
    void what_cannot_be_read_has_a_reason(String body, String reason) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(Unprocessable.class).hasMessage(reason);
    }

    @Test
    void a_license_event_without_a_license_or_with_something_else_is_not_guessed() {
        assertThatThrownBy(() -> read(event("License Updated - Manufacturer", license("arn:aws:s3:::bucket"))))
                .hasMessage("malformed-license");
        assertThatThrownBy(() -> read(event("License Updated - Manufacturer", license(""))))
                .hasMessage("no-license");
    }

    private Notification read(String body) {
        return reader.read(body, "message-1", SENT_AT);
    }

    private static String event(String type, String detail) {
        return """
                {"version":"0","id":"event-1","detail-type":"%s","source":"aws.agreement-marketplace",
                 "account":"123456789012","time":"2026-08-20T14:24:23Z","region":"us-east-1","detail":%s}
                """.formatted(type, detail);
    }

    private static String license(String arn) {
        return """
                {"agreement":{"id":"agmt-1"},"product":{"code":"code-1","id":"prod-1"},"license":{"arn":"%s"},
                 "acceptor":{"accountId":"111122223333"}}
                """.formatted(arn);
    }
}
