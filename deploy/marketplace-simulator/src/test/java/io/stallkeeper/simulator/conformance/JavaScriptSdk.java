package io.stallkeeper.simulator.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** AWS's SDK for JavaScript v3 in one Node process: a call a line, an outcome a line. */
final class JavaScriptSdk implements Client {
    private final ObjectMapper json = new ObjectMapper();
    private final boolean cbor;
    private final Process node;
    private final BufferedWriter calls;
    private final BufferedReader outcomes;

    /** @param cbor whether clients are told to speak smithy rpc-v2-cbor instead of their default */
    JavaScriptSdk(boolean cbor) {
        this.cbor = cbor;
        try {
            ProcessBuilder process = new ProcessBuilder("node", "call.js")
                    .directory(ForeignTools.installed().toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            process.environment().put("NODE_NO_WARNINGS", "1");
            node = process.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        calls = node.outputWriter(StandardCharsets.UTF_8);
        outcomes = node.inputReader(StandardCharsets.UTF_8);
    }

    @Override
    public Outcome call(URI endpoint, Call call) {
        var line = json.createObjectNode()
                .put("service", call.service().name().toLowerCase(Locale.ROOT))
                .put("operation", call.operation())
                .put("endpoint", endpoint.toString())
                .put("region", call.region())
                .put("accessKeyId", call.accessKeyId())
                .put("secretAccessKey", call.secretAccessKey())
                .put("cbor", cbor)
                .<ObjectNode>set("input", call.input());
        try {
            calls.write(line.toString());
            calls.newLine();
            calls.flush();
            JsonNode outcome = json.readTree(outcomes.readLine());
            return outcome.has("error")
                    ? Outcome.failed(
                            outcome.path("status").asInt(),
                            outcome.path("error").asText())
                    : Outcome.answered(outcome.path("status").asInt(), outcome.path("body"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        node.destroy();
    }
}
