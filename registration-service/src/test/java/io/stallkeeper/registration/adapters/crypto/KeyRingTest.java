package io.stallkeeper.registration.adapters.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {

    private static final byte[] CONTEXT = "l-0f3a".getBytes(UTF_8);
    private static final byte[] PLAIN = "ada@example.com".getBytes(UTF_8);

    @Test
    void what_is_sealed_is_opened_by_the_same_key_in_the_same_context_alone() {
        var ring = new KeyRing("keys", List.of(entry("new", 1), entry("old", 2)));
        var key = ring.named("new").orElseThrow();
        var sealed = Sealed.seal(key, CONTEXT, PLAIN);

        assertThat(Sealed.open(key, CONTEXT, sealed)).hasValue(PLAIN);
        assertThat(Sealed.open(ring.named("old").orElseThrow(), CONTEXT, sealed))
                .isEmpty();
        assertThat(Sealed.open(key, "l-other".getBytes(UTF_8), sealed)).isEmpty();
    }

    @Test
    void a_single_changed_bit_is_noticed_wherever_it_is() {
        var key = new KeyRing("keys", List.of(entry("new", 1))).named("new").orElseThrow();
        var sealed = Sealed.seal(key, CONTEXT, PLAIN);
        for (int i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(Sealed.open(key, CONTEXT, changed)).as("byte %d", i).isEmpty();
        }
    }

    @Test
    void the_same_text_is_never_sealed_to_the_same_bytes() {
        var key = new KeyRing("keys", List.of(entry("new", 1))).named("new").orElseThrow();

        assertThat(Sealed.seal(key, CONTEXT, PLAIN)).isNotEqualTo(Sealed.seal(key, CONTEXT, PLAIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-colon", ":c2VjcmV0", "short:c2VjcmV0", "bad:c2Vj*cmV0", ""})
    void a_malformed_key_is_refused_without_being_shown(String entry) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeyRing("stallkeeper.registration.handle-keys", List.of(entry)))
                .withMessageStartingWith("stallkeeper.registration.handle-keys")
                .withMessageNotContaining("c2V")
                .withNoCause();
    }

    @Test
    void two_keys_of_one_name_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeyRing("keys", List.of(entry("one", 1), entry("one", 2))));
    }

    private static String entry(String name, int seed) {
        var bytes = new byte[32];
        bytes[0] = (byte) seed;
        return name + ":" + Base64.getEncoder().encodeToString(bytes);
    }
}
