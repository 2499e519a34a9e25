package io.stallkeeper.simulator.conformance;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One row of the suite: a rule, where it is written, and how it is tried.
 *
 * @param section of the protocol page
 * @param unconfirmed what the page leaves open about it; null, if the page is sure
 * @param setting under which it holds; null: the usual ones
 */
record Rule(
        String section,
        String sentence,
        @Nullable String unconfirmed,
        @Nullable String setting,
        Asked asked,
        Consumer<Scene> trial) {

    /** Which clients can ask for it. */
    enum Asked {
        /** Every client, in every protocol that it has. */
        ALL("Java, JavaScript, HTTP"),
        /** What the clients for Java have no operation for. */
        NOT_JAVA("JavaScript, HTTP"),
        /** What needs a signature. */
        SDKS("Java, JavaScript"),
        /** What no SDK lets its user send. */
        HTTP("HTTP");

        private final String clients;

        Asked(String clients) {
            this.clients = clients;
        }

        String clients() {
            return clients;
        }
    }

    static Rule rule(String section, String sentence, Consumer<Scene> trial) {
        return new Rule(section, sentence, null, null, Asked.ALL, trial);
    }

    Rule unconfirmed(String what) {
        return new Rule(section, sentence, what, setting, asked, trial);
    }

    Rule under(String newSetting) {
        return new Rule(section, sentence, unconfirmed, newSetting, asked, trial);
    }

    Rule asked(Asked newAsked) {
        return new Rule(section, sentence, unconfirmed, setting, newAsked, trial);
    }

    @Override
    public String toString() {
        return section + " " + sentence + (setting == null ? "" : " (" + setting + ")");
    }
}
