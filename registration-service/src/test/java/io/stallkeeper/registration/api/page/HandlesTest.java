package io.stallkeeper.registration.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.contracts.SubscriptionId;
import io.stallkeeper.registration.adapters.crypto.KeyRing;
import io.stallkeeper.registration.api.page.Handles.Reading;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandlesTest {

    private static final SubscriptionId SUBSCRIPTION = new SubscriptionId("l-0f3a2b1c4d5e6f708192a3b4c5d6e7f8");
    private static final Instant NOW = Instant.parse("2026-08-20T14:24:44Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void a_handle_leads_to_its_subscription_until_it_expires() {
        var handle = handles(NOW, "a").issue(SUBSCRIPTION);

        assertThat(handles(NOW.plus(HOUR).minusMillis(1), "a").read(handle)).isEqualTo(new Reading.Valid(SUBSCRIPTION));
        assertThat(handles(NOW.plus(HOUR), "a").read(handle)).isEqualTo(new Reading.Expired());
    }

    @Test
    void a_handle_shows_nothing_of_what_it_stands_for_and_needs_no_escaping() {
        var handle = handles(NOW, "a").issue(SUBSCRIPTION);

        assertThat(handle).matches("[A-Za-z0-9_-]+").doesNotContain(SUBSCRIPTION.value());
        assertThat(new String(Base64.getUrlDecoder().decode(handle), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("l-0f");
    }

    @Test
    void a_handle_of_an_older_key_is_read_while_the_key_is_configured() {
        var handle = handles(NOW, "a").issue(SUBSCRIPTION);

        assertThat(handles(NOW, "b", "a").read(handle)).isEqualTo(new Reading.Valid(SUBSCRIPTION));
        assertThat(handles(NOW, "b").read(handle)).isEqualTo(new Reading.Forged());
    }

    @Test
    void a_handle_that_was_changed_anywhere_is_forged() {
        var handles = handles(NOW, "a");
        var sealed = Base64.getUrlDecoder().decode(handles.issue(SUBSCRIPTION));
        for (int i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(handles.read(Base64.getUrlEncoder().withoutPadding().encodeToString(changed)))
                    .isEqualTo(new Reading.Forged());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "%00", "l-0f3a2b1c4d5e6f708192a3b4c5d6e7f8", "ä", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void what_never_was_a_handle_is_forged(String text) {
        assertThat(handles(NOW, "a").read(text)).isEqualTo(new Reading.Forged());
        assertThat(handles(NOW, "a").read("A".repeat(100_000))).isEqualTo(new Reading.Forged());
    }

    private static Handles handles(Instant now, String... keys) {
        var entries = List.of(keys).stream()
                .map(key -> key + ":"
                        + Base64.getEncoder()
                                .encodeToString(key.repeat(32).getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .toList();
        return new Handles(new KeyRing("keys", entries), HOUR, Clock.fixed(now, ZoneOffset.UTC));
    }
}
