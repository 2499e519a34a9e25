package io.stallkeeper.simulator.api.page;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a form has brought about, as the page that follows says it. Only the name travels in the address. */
public enum Done {
    LISTED("The product is listed. Now become its first buyer."),
    RELISTED("The listing is changed."),
    SUBSCRIBED("You have subscribed. Now set up your account with the seller, as a buyer does at AWS Marketplace."),
    AMENDED("The contract is changed."),
    RENEWED("The agreement is renewed. This is the new one, with a license of its own."),
    REPLACED("The agreement is replaced. This is the new one, with a license of its own."),
    RENEWAL_SET("What happens at the end is changed."),
    UNPAID("The payment has failed, and the agreement is terminated."),
    CANCELLED("The subscription is cancelled. Watch what the seller is told, and what it still meters."),
    JUMPED("The clock has jumped. What was due in between has happened."),
    PACED("The clock goes on at the rate that you chose."),
    BEHAVING("The marketplace behaves like this from now on."),
    RESET("Everything is forgotten. Begin anew."),
    FAULTY("Calls will go wrong as you asked for."),
    FAULTLESS("Nothing goes wrong on purpose any more.");

    private final String text;

    Done(String text) {
        this.text = text;
    }

    /** What an address says has happened; nothing if it says anything else. */
    static @Nullable Done named(@Nullable String name) {
        Optional<Done> found = Arrays.stream(values())
                .filter(done -> done.inAddress().equals(name))
                .findFirst();
        return found.orElse(null);
    }

    public String inAddress() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String text() {
        return text;
    }
}
