package io.stallkeeper.acceptance.trace;

import static java.util.stream.Collectors.toCollection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.acceptance.trace.TraceStep.Way;
import io.stallkeeper.local.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/**
 * A trace as JSON lines. A line with the member {@code step} is that step; every other one is a CloudEvent in
 * structured mode. Its attribute {@code via} ({@code http} or {@code kafka}) says how it goes in and isn't sent;
 * without it the ways take turns. Blank lines and lines that begin with {@code #} say nothing.
 */
public final class TraceFile {

    private static final String VIA = "via";

    private TraceFile() {}

    /** Throws IllegalArgumentException with the number of the line that can't be read. */
    public static List<TraceStep> read(Path file) {
        try {
            var lines = Files.readAllLines(file);
            var steps = new ArrayList<TraceStep>();
            for (int i = 0; i < lines.size(); i++) {
                var line = lines.get(i).strip();
                if (!line.isEmpty() && !line.startsWith("#")) {
                    steps.add(read(line, i + 1));
                }
            }
            return steps;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@link #read} reads as the same steps. */
    public static void write(Path file, List<TraceStep> steps) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, steps.stream().map(TraceFile::format).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TraceStep read(String line, int number) {
        try {
            if (!(Json.MAPPER.readTree(line) instanceof ObjectNode node)) {
                throw new IllegalArgumentException("not an object");
            }
            return node.has("step") ? step(node) : usage(node, number);
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("line %d can't be read: %s".formatted(number, e.getMessage()), e);
        }
    }

    private static TraceStep usage(ObjectNode node, int number) {
        var via = node.remove(VIA);
        var turn = number % 2 == 0 ? Way.HTTP : Way.KAFKA;
        return new TraceStep.Usage(
                node, via == null ? turn : Way.valueOf(via.asText().toUpperCase(Locale.ROOT)));
    }

    private static TraceStep step(ObjectNode node) {
        return switch (text(node, "step")) {
            case "list" ->
                new TraceStep.ListProduct(
                        text(node, "product"),
                        node.path("legacy").asBoolean(),
                        StreamSupport.stream(node.path("dimensions").spliterator(), false)
                                .map(JsonNode::asText)
                                .collect(toCollection(LinkedHashSet::new)));
            case "subscribe" -> new TraceStep.Subscribe(text(node, "buyer"), text(node, "product"));
            case "cancel" -> new TraceStep.Cancel(text(node, "buyer"));
            case "pass" -> new TraceStep.Pass(Instant.parse(text(node, "until")));
            case "faults" -> new TraceStep.Faults(node.path("order"));
            case "behave" -> new TraceStep.Behave(node.path("order"));
            case "kill" ->
                new TraceStep.Kill(text(node, "process"), node.path("afterMs").asInt());
            case String other -> throw new IllegalArgumentException("no step is called " + other);
        };
    }

    private static String text(ObjectNode node, String member) {
        var text = node.path(member).textValue();
        if (text == null) {
            throw new IllegalArgumentException("the member " + member + " is missing");
        }
        return text;
    }

    private static String format(TraceStep step) {
        var nodes = JsonNodeFactory.instance;
        return switch (step) {
            case TraceStep.Usage(var event, var way) ->
                event.deepCopy().put(VIA, way.name().toLowerCase(Locale.ROOT)).toString();
            case TraceStep.ListProduct(var product, var legacy, var dimensions) -> {
                var line = nodes.objectNode()
                        .put("step", "list")
                        .put("product", product)
                        .put("legacy", legacy);
                var names = line.putArray("dimensions");
                dimensions.forEach(names::add);
                yield line.toString();
            }
            case TraceStep.Subscribe(var buyer, var product) ->
                nodes.objectNode()
                        .put("step", "subscribe")
                        .put("buyer", buyer)
                        .put("product", product)
                        .toString();
            case TraceStep.Cancel(var buyer) ->
                nodes.objectNode().put("step", "cancel").put("buyer", buyer).toString();
            case TraceStep.Pass(var until) ->
                nodes.objectNode()
                        .put("step", "pass")
                        .put("until", until.toString())
                        .toString();
            case TraceStep.Faults(var order) ->
                nodes.objectNode().put("step", "faults").set("order", order).toString();
            case TraceStep.Behave(var order) ->
                nodes.objectNode().put("step", "behave").set("order", order).toString();
            case TraceStep.Kill(var process, var afterMs) ->
                nodes.objectNode()
                        .put("step", "kill")
                        .put("process", process)
                        .put("afterMs", afterMs)
                        .toString();
        };
    }
}
