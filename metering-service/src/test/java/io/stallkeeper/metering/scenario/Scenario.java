package io.stallkeeper.metering.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A folder of numbered files: what happens, and what is true after it. */
record Scenario(Path folder) {

    static final Path ALL = Path.of("src/test/resources/scenarios");

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final Pattern STEP = Pattern.compile("\\d{3}-(event|state)(-[a-z0-9-]+)?\\.json");

    /** One file. */
    record Step(String file, boolean isEvent, JsonNode content) {}

    static List<Scenario> all() {
        try (var folders = Files.list(ALL)) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(Scenario::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return folder.getFileName().toString();
    }

    /** The file that describes the products; not every scenario has one. */
    Path products() {
        return folder.resolve("products.yaml");
    }

    List<Step> steps() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.equals(products()))
                    .sorted()
                    .map(Scenario::step)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Step step(Path file) {
        var name = file.getFileName().toString();
        var matcher = STEP.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(file + " is neither NNN-event-….json nor NNN-state.json");
        }
        try {
            return new Step(name, matcher.group(1).equals("event"), JSON.readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
