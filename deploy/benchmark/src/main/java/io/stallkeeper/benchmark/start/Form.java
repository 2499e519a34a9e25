package io.stallkeeper.benchmark.start;

import io.stallkeeper.local.stack.Packaging;
import java.util.List;

/** What a service is started as. */
enum Form {
    PLAIN_JVM("JVM", Packaging.JVM),
    CACHED_JVM("JVM with AOT cache", Packaging.JVM),
    EXECUTABLE("native", Packaging.NATIVE);

    private static final String CACHE = "-XX:AOTCache=";

    private final String title;
    private final Packaging packaging;

    Form(String title, Packaging packaging) {
        this.title = title;
        this.packaging = packaging;
    }

    String title() {
        return title;
    }

    Packaging packaging() {
        return packaging;
    }

    /** Throws IllegalStateException if the command has no cache that this form needs. */
    List<String> command(List<String> planned) {
        boolean cached = planned.stream().anyMatch(argument -> argument.startsWith(CACHE));
        return switch (this) {
            case PLAIN_JVM ->
                planned.stream().filter(argument -> !argument.startsWith(CACHE)).toList();
            case CACHED_JVM -> {
                if (!cached) {
                    throw new IllegalStateException("no AOT cache is trained: ./mvnw verify does it");
                }
                yield planned;
            }
            case EXECUTABLE -> planned;
        };
    }
}
