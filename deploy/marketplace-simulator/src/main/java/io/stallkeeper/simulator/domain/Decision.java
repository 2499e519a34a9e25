package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.refusal.Refusal;
import java.util.List;

/** What a request comes to: events and an answer, or a refusal and nothing else. */
public sealed interface Decision<T> {
    /** Accepted: the answer is true as soon as the events are recorded. */
    record Accepted<T>(List<MarketplaceEvent> events, T answer) implements Decision<T> {

        public Accepted {
            events = List.copyOf(events);
        }
    }

    /** Refused: nothing happens. */
    record Rejected<T>(Refusal refusal) implements Decision<T> {}
}
