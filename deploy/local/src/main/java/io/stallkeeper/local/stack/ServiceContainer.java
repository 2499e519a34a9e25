package io.stallkeeper.local.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A service in a container that is given no more than a careful cluster would: half a gigabyte of memory, a file system
 * that can't be written but for /tmp, no capability. It shares this machine's network, so that addresses are the same
 * inside.
 *
 * @param image its image's name and tag
 * @param name the container's, which no other on this machine may have
 * @param variables the names of the environment variables that it is given, with the values that docker's client has
 * @param files what it may read of this machine, under the same paths
 */
record ServiceContainer(String image, String name, Collection<String> variables, List<Path> files) {

    /** A client that was killed has left its container behind, with the service's port. */
    private static final String IN_PLACE_OF_WHAT_WAS_LEFT =
            "docker rm --force \"$1\" >/dev/null 2>&1; shift; exec docker run \"$@\"";

    /** Runs until the service has ended; passes the signals that ask it to. */
    List<String> command() {
        var command = new ArrayList<>(List.of("/bin/sh", "-c", IN_PLACE_OF_WHAT_WAS_LEFT, "sh", name));
        command.addAll(List.of("--rm", "--name", name, "--network", "host"));
        command.addAll(List.of("--read-only", "--tmpfs", "/tmp:rw,exec,mode=1777", "--memory", "512m"));
        command.addAll(List.of("--cap-drop", "ALL", "--security-opt", "no-new-privileges"));
        for (var variable : variables) {
            command.addAll(List.of("--env", variable));
        }
        // In production a JVM goes on without a cache that it can't use; whoever tries an image wants to know.
        command.addAll(List.of("--env", "JDK_JAVA_OPTIONS=-XX:AOTMode=on"));
        for (var file : files) {
            command.addAll(List.of("--mount", "type=bind,source=%s,target=%s,readonly".formatted(file, file)));
        }
        command.add(image);
        return command;
    }
}
