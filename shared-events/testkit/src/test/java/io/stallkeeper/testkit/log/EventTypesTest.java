package io.stallkeeper.testkit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.log.EventTypes;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventTypesTest {

    sealed interface Priced {}

    record PriceAgreed(long amount, String currency) implements Priced {}

    private final EventTypes<Priced> types = EventTypes.<Priced>builder()
            .stored("price-agreed.v3", PriceAgreed.class)
            .upcast("price-agreed.v2", "price-agreed.v3", json -> json.put("currency", "USD"))
            .upcast("price-agreed.v1", "price-agreed.v2", json -> {
                json.set("amount", json.remove("price"));
                return json;
            })
            .build();

    @Test
    void an_event_is_written_under_its_current_name_and_read_back() {
        var event = new PriceAgreed(7, "EUR");

        var written = types.write(new UUID(0, 1), event, EventMetadata.NONE);

        assertThat(written.type()).isEqualTo("price-agreed.v3");
        assertThat(types.read(written.type(), written.data())).isEqualTo(event);
    }

    @Test
    void an_older_version_is_upcast_step_by_step() {
        assertThat(types.read("price-agreed.v1", "{\"price\":7}")).isEqualTo(new PriceAgreed(7, "USD"));
        assertThat(types.read("price-agreed.v2", "{\"amount\":7}")).isEqualTo(new PriceAgreed(7, "USD"));
    }

    @Test
    void a_name_that_was_never_written_is_an_error() {
        assertThatThrownBy(() -> types.read("price-guessed.v1", "{}")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_upcast_must_lead_to_a_stored_name() {
        var builder = EventTypes.<Priced>builder().upcast("a.v1", "a.v2", json -> json);

        assertThatThrownBy(builder::build).isInstanceOf(IllegalArgumentException.class);
    }
}
