package io.stallkeeper.benchmark.start;

import java.util.Locale;

/**
 * What was seen of one form of a service.
 *
 * @param readyMs from the start of the process to its first answer that it is ready
 * @param idleMb resident, some seconds later
 * @param loadedMb resident after the calls
 * @param callsPerSecond of the same calls
 */
record Footprint(Form form, long readyMs, long idleMb, long loadedMb, double callsPerSecond) {

    String text() {
        return String.format(
                Locale.ROOT,
                "%s ready after %d ms, %d MB idle, %d MB after load, %,.0f calls/s",
                form.title(),
                readyMs,
                idleMb,
                loadedMb,
                callsPerSecond);
    }
}
