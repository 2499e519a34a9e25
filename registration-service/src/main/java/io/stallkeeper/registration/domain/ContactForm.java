package io.stallkeeper.registration.domain;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The form as the buyer sent it: values without the spaces around them, cut to one more character than allowed, and
 * what is wrong with them. Personal data, like {@link Contact}.
 */
public record ContactForm(Map<ContactField, String> values, Map<ContactField, String> problems) {

    public static final ContactForm EMPTY = new ContactForm(Map.of(), Map.of());

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    public ContactForm {
        values = Map.copyOf(values);
        problems = Map.copyOf(problems);
    }

    /** @param sent what the browser sent under a field's name, null for nothing */
    public static ContactForm read(Function<String, @Nullable String> sent) {
        var values = new EnumMap<ContactField, String>(ContactField.class);
        var problems = new EnumMap<ContactField, String>(ContactField.class);
        for (var field : ContactField.values()) {
            var value = bounded(sent.apply(field.formName()), field);
            values.put(field, value);
            var problem = problemWith(field, value);
            if (problem != null) {
                problems.put(field, problem);
            }
        }
        return new ContactForm(values, problems);
    }

    private static String bounded(@Nullable String sent, ContactField field) {
        var value = sent == null ? "" : sent.strip();
        return value.substring(0, Math.min(value.length(), field.maxLength() + 1));
    }

    private static @Nullable String problemWith(ContactField field, String value) {
        if (value.isEmpty()) {
            return field.mandatory() ? "Please enter your e-mail address." : null;
        }
        if (value.length() > field.maxLength()) {
            return "Please use at most " + field.maxLength() + " characters.";
        }
        if (CONTROL.matcher(value).find()) {
            return "Please use one line of ordinary characters.";
        }
        return field == ContactField.EMAIL && !EmailAddress.isPlausible(value)
                ? "This does not look like an e-mail address. Please check it."
                : null;
    }

    public boolean isComplete() {
        return problems.isEmpty() && !value(ContactField.EMAIL).isEmpty();
    }

    public String value(ContactField field) {
        return values.getOrDefault(field, "");
    }

    public Contact toContact() {
        return new Contact(
                value(ContactField.EMAIL),
                value(ContactField.NAME),
                value(ContactField.COMPANY),
                value(ContactField.PHONE),
                value(ContactField.POSTAL_CODE));
    }

    @Override
    public String toString() {
        return "ContactForm[…]";
    }
}
