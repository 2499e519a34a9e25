package io.stallkeeper.benchmark;

import java.util.Locale;

/**
 * What a benchmark found out: a figure, and the one that it is compared with, both from the same run, so that the
 * machine's speed is in both.
 *
 * @param benchmark the name of its command
 * @param measured what the product did, in {@code unit}
 * @param ceiling what could at best be done, or is allowed, in the same unit
 * @param against what the ceiling is
 * @param remarks what else was seen, or nothing
 */
public record Outcome(String benchmark, double measured, double ceiling, String unit, String against, String remarks) {

    /** Measured by ceiling: 1 is all that is possible, or all that is allowed. */
    public double ratio() {
        return measured / ceiling;
    }

    /** The result as one line. */
    public String line() {
        String line = String.format(
                Locale.ROOT,
                "%s: ratio %.3f = %,.0f of %,.0f %s (%s)",
                benchmark,
                ratio(),
                measured,
                ceiling,
                unit,
                against);
        return remarks.isEmpty() ? line : line + "; " + remarks;
    }

    /** Prints the line where nothing else is printed: to standard output. */
    public void print() {
        System.out.println(line());
    }
}
