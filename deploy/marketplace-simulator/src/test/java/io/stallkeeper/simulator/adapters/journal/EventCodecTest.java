package io.stallkeeper.simulator.adapters.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stallkeeper.simulator.domain.MarketplaceEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is on disk today can be read for ever: the golden journal is added to, never changed. */
class EventCodecTest {
    private final EventCodec codec = new EventCodec();

    @Test
    void every_event_has_a_stored_name() {
        Set<Class<?>> events = new HashSet<>(Arrays.asList(MarketplaceEvent.class.getPermittedSubclasses()));

        assertEquals(events, EventCodec.STORED_NAMES.keySet());
        assertEquals(events.size(), Set.copyOf(EventCodec.STORED_NAMES.values()).size());
    }

    @Test
    void the_golden_journal_is_read_and_written_as_it_is() throws IOException {
        for (String line : golden()) {
            assertEquals(line, codec.encode(codec.decode(line)));
        }
    }

    @Test
    void the_golden_journal_holds_every_event() throws IOException {
        String all = String.join("\n", golden());

        EventCodec.STORED_NAMES.values().forEach(name -> assertTrue(all.contains('"' + name + '"'), name));
    }

    private static List<String> golden() throws IOException {
        try (InputStream file = EventCodecTest.class.getResourceAsStream("/golden-journal.v1.jsonl")) {
            byte[] bytes = Objects.requireNonNull(file).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        }
    }
}
