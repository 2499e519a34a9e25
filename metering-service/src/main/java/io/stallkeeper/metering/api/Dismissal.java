package io.stallkeeper.metering.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** @param why it doesn't count, in words for those who ask later */
@Schema(name = "Dismissal", description = "Why an event will never count.")
public record Dismissal(@Nullable String why) {

    private static final int MAX_WHY = 1_000;

    /** Throws a problem with 400 unless there is a reason that can be kept. */
    static String reasonOf(@Nullable Dismissal dismissal) {
        var why = dismissal == null || dismissal.why() == null
                ? ""
                : dismissal.why().strip();
        if (why.isEmpty() || why.length() > MAX_WHY || why.indexOf('\u0000') >= 0) {
            throw Cursor.badRequest("why has 1 to " + MAX_WHY + " characters");
        }
        return why;
    }
}
