package io.stallkeeper.local.process;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How one process is started, known to be ready, and ended.
 *
 * @param name the name of its log and its pid file
 * @param environment what it has besides the launcher's own environment
 * @param stopBy the signal that asks it to end
 * @param stopWithin how long it may take to end before it is killed
 */
public record ProcessPlan(
        String name,
        List<String> command,
        Map<String, String> environment,
        Probe ready,
        StopSignal stopBy,
        Duration stopWithin) {

    private static final Duration USUAL_STOP = Duration.ofSeconds(20);

    public ProcessPlan {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** A process that ends on SIGTERM. */
    public static ProcessPlan of(String name, List<String> command, Map<String, String> environment, Probe ready) {
        return new ProcessPlan(name, command, environment, ready, StopSignal.TERM, USUAL_STOP);
    }

    /** The same, ended by another signal. */
    public ProcessPlan stoppedBy(StopSignal signal) {
        return new ProcessPlan(name, command, environment, ready, signal, stopWithin);
    }
}
