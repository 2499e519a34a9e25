package io.stallkeeper.simulator.api.page;

import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed, and what is wrong with it, so that a refused form is shown again as it was sent.
 *
 * @param wrong the field that is wrong, by the API's name of it; empty if none or if it can't be told
 * @param problem what is wrong; null if nothing is
 */
public record Form(
        Map<String, List<String>> values,
        String wrong,
        @Nullable String problem) {

    public Form {
        values = Map.copyOf(values);
    }

    /** A form as it was sent. */
    static Form sent(MultivaluedMap<String, String> values) {
        return new Form(values, "", null);
    }

    /** A form that nobody has sent yet, with one value a field. */
    static Form filled(Map<String, String> values) {
        Map<String, List<String>> lists = new HashMap<>();
        values.forEach((name, value) -> lists.put(name, List.of(value)));
        return new Form(lists, "", null);
    }

    /** The same, with the reason for which it was refused. Refusals begin with the field: {@code by: too far}. */
    Form refused(String message) {
        int colon = message.indexOf(": ");
        boolean namesField = colon > 0 && message.lastIndexOf(' ', colon) < 0;
        String reason = namesField ? message.substring(colon + 2) : message;
        return new Form(values, namesField ? message.substring(0, colon) : "", sentence(reason));
    }

    /** The first value of a field; empty if it wasn't sent. */
    public String value(String name) {
        return all(name).isEmpty() ? "" : all(name).getFirst();
    }

    /** All values of a field. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Whether this is what the field holds. */
    public boolean has(String name, String value) {
        return value(name).equals(value);
    }

    /** Whether a filter of this name lets such a value through; an empty one lets all. */
    boolean passes(String filter, String value) {
        String wanted = given(filter);
        return wanted == null || wanted.equals(value);
    }

    /** Whether this is the field that is wrong. */
    public boolean isWrong(String name) {
        return wrong.equals(name);
    }

    /** What was typed, without the blanks around it; null if nothing was. */
    @Nullable
    String given(String name) {
        String text = value(name).strip();
        return text.isEmpty() ? null : text;
    }

    /** What was chosen among the names of an enum; null if nothing was. */
    <E extends Enum<E>> @Nullable E choice(Class<E> type, String name) {
        String chosen = given(name);
        return chosen == null ? null : choice(type, name, chosen);
    }

    /** What was chosen among the names of an enum. */
    static <E extends Enum<E>> E choice(Class<E> type, String name, String chosen) {
        try {
            return Enum.valueOf(type, chosen);
        } catch (IllegalArgumentException e) {
            throw invalid(name + ": there is no " + chosen);
        }
    }

    /** A number of some kind; null if nothing was typed. */
    <N extends Number> @Nullable N number(String name, String rule, Function<String, N> reader) {
        String text = given(name);
        try {
            return text == null ? null : reader.apply(text);
        } catch (NumberFormatException e) {
            throw invalid(name + ": " + rule);
        }
    }

    /** A duration in ISO 8601; null if nothing was typed. */
    @Nullable
    Duration duration(String name) {
        String text = given(name);
        try {
            return text == null ? null : Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw invalid(name + ": days, hours and minutes are written like P30D, PT12H or P1DT6H30M");
        }
    }

    static RefusedException invalid(String message) {
        return new RefusedException(RefusalCode.VALIDATION.because(message));
    }

    /** Begins with a capital, unless it begins with an id, which is as it is. */
    static String sentence(String text) {
        String end = text.endsWith(".") ? "" : ".";
        boolean beginsWithWord = text.split("[ :,]", 2)[0].chars().allMatch(Character::isLetter);
        String first = text.substring(0, 1);
        return (beginsWithWord ? first.toUpperCase(Locale.ROOT) : first) + text.substring(1) + end;
    }
}
