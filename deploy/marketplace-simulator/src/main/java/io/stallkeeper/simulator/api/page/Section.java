package io.stallkeeper.simulator.api.page;

import java.util.Arrays;
import java.util.List;

/** The places of the page, as the navigation lists them. */
public enum Section {
    START("Start", "/", Purpose.PLAY),
    PRODUCTS("Products", "/page/products", Purpose.PLAY),
    BUYERS("Buyers", "/page/buyers", Purpose.PLAY),
    AGREEMENTS("Agreements", "/page/agreements", Purpose.PLAY),
    LICENSES("Licenses", "/page/licenses", Purpose.LOOK),
    TOKENS("Tokens", "/page/tokens", Purpose.LOOK),
    USAGE("Usage", "/page/usage", Purpose.LOOK),
    CALLS("API calls", "/page/calls", Purpose.LOOK),
    NOTIFICATIONS("Notifications", "/page/notifications", Purpose.LOOK),
    CLOCK("Clock", "/page/clock", Purpose.CONTROL),
    FAULTS("Faults", "/page/faults", Purpose.CONTROL),
    BEHAVIOR("Behavior", "/page/behavior", Purpose.CONTROL);

    /** What a visitor goes there for. */
    public enum Purpose {
        PLAY("Play"),
        LOOK("Look"),
        CONTROL("Control");

        private final String label;

        Purpose(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** The places for it, in order. */
        public List<Section> sections() {
            return Arrays.stream(Section.values())
                    .filter(section -> section.purpose == this)
                    .toList();
        }
    }

    private final String label;
    private final String path;
    private final Purpose purpose;

    Section(String label, String path, Purpose purpose) {
        this.label = label;
        this.path = path;
        this.purpose = purpose;
    }

    public String label() {
        return label;
    }

    public String path() {
        return path;
    }
}
