package io.stallkeeper.simulator;

import io.stallkeeper.simulator.domain.MarketplaceEvent;
import java.time.Instant;

/** Is told of what happens, one thing after the other; must not wait for anything. */
public interface Witness {

    /** It has happened, and is written. */
    void happened(MarketplaceEvent event);

    /** The marketplace's clock has come this far, and what was due has happened. */
    void timeIs(Instant now);
}
