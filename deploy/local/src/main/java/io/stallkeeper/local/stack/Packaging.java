package io.stallkeeper.local.stack;

/** What the services of a stack run as. */
public enum Packaging {
    /** On this program's own JVM, started with the cache that the integration tests have trained, if it is there. */
    JVM,
    /** As executables, which the build's profile {@code native} makes. */
    NATIVE;

    /** NATIVE if the system property {@code stallkeeper.native} is {@code true}. */
    public static Packaging chosen() {
        return Boolean.getBoolean("stallkeeper.native") ? NATIVE : JVM;
    }
}
