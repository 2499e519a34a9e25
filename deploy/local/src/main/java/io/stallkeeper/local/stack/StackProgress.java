package io.stallkeeper.local.stack;

/** Hears what a stack does, line by line, from any thread. */
@FunctionalInterface
public interface StackProgress {

    void say(String line);
}
