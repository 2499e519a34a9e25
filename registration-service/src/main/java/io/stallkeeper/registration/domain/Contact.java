package io.stallkeeper.registration.domain;

/**
 * Who to write to about a subscription; all that the form asks for. Personal data: kept encrypted, never in an event, a
 * log or a trace. What the buyer left out is empty.
 */
public record Contact(String email, String name, String company, String phone, String postalCode) {

    @Override
    public String toString() {
        return "Contact[…]";
    }
}
