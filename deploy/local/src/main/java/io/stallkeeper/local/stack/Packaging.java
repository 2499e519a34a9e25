package io.stallkeeper.local.stack;

/** What the services of a stack run as. */
public sealed interface Packaging {

    /** On this program's own JVM, started with the cache that the integration tests have trained, if it is there. */
    Packaging JVM = new Jar();

    /** As executables, which the build's profile {@code native} makes. */
    Packaging NATIVE = new Executable();

    /** See {@link #JVM}. */
    record Jar() implements Packaging {}

    /** See {@link #NATIVE}. */
    record Executable() implements Packaging {}

    /**
     * As containers of images that {@code deploy/images/build} has made.
     *
     * @param tag of all of them, which says the version and what is inside
     */
    record Image(String tag) implements Packaging {}

    /** NATIVE if the system property {@code stallkeeper.native} is {@code true}. */
    static Packaging chosen() {
        return Boolean.getBoolean("stallkeeper.native") ? NATIVE : JVM;
    }
}
