package io.stallkeeper.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:license-manager::294406891311:license:l-0f3a",
                "aws:license-manager:us-east-1:294406891311:l-0f3a",
                "arn:aws:license-manager::294406891311:license/l-0f3a"
            })
    void every_spelling_of_a_license_arn_names_the_same_subscription(String arn) {
        assertThat(SubscriptionId.ofLicense(arn)).isEqualTo(new SubscriptionId("l-0f3a"));
    }

    @Test
    void product_code_and_customer_identifier_can_not_be_confused_with_another_pair() {
        assertThat(SubscriptionId.ofCustomer("ab", "c")).isNotEqualTo(SubscriptionId.ofCustomer("a", "bc"));
        assertThat(SubscriptionId.ofCustomer("ab", "c").value()).matches("c-[0-9a-f]{32}");
    }

    @Test
    void the_license_decides_where_both_identities_are_known() {
        var both = new MarketplaceIdentity("code", "arn:aws:license-manager::1:license:l-1", "111122223333", "X01");

        assertThat(both.toSubscriptionId()).isEqualTo(new SubscriptionId("l-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x-1", "l-", "l-a/b", "l-ä"})
    void what_does_not_look_like_an_id_is_no_id(String value) {
        assertThatThrownBy(() -> new SubscriptionId(value)).isInstanceOf(IllegalArgumentException.class);
    }
}
