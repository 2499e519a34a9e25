package io.stallkeeper.benchmark;

/** What a benchmark is doing, for who waits: on standard error, since standard output holds the result alone. */
public final class Progress {

    private Progress() {}

    /** Says it. */
    public static void say(String what) {
        System.err.println("  " + what);
    }
}
