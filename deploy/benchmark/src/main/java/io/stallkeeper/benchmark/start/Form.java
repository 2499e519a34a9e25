package io.stallkeeper.benchmark.start;

import io.stallkeeper.local.stack.Packaging;
import java.util.List;

/** What a service is started as. */
enum Form {
    PLAIN_JVM("JVM"),
    CACHED_JVM("JVM with AOT cache"),
    EXECUTABLE("native");

    private static final String CACHE = "-XX:AOTCache=";

    private final String title;

    Form(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    Packaging packaging() {
        return switch (this) {
            case PLAIN_JVM, CACHED_JVM -> Packaging.JVM;
            case EXECUTABLE -> Packaging.NATIVE;
        };
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
