package io.stallkeeper.simulator.api.admin;

import io.stallkeeper.simulator.domain.agreement.CalendarLength;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/** How long agreements run, as requests say it. */
public final class Lengths {
    private Lengths() {}

    /** What stands under this name; null if there is nothing to read. Refuses what is no length. */
    public static @Nullable CalendarLength read(String name, @Nullable String text) {
        try {
            return text == null ? null : CalendarLength.parse(text);
        } catch (DateTimeException e) {
            throw Given.invalid(name + ": months, days and hours are written like P12M, P30D or P1DT12H");
        }
    }
}
