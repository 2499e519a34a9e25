package io.stallkeeper.simulator.api.aws;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.stallkeeper.simulator.api.aws.operation.AwsService;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** How a request and its answer are put into bytes (protocol page, 5 and 11). */
final class Wire {
    /** AWS JSON 1.0 or 1.1, as the service has it: instants are seconds, perhaps with a fraction. */
    static final Wire JSON = new Wire(new ObjectMapper(), false);

    /** Smithy rpc-v2-cbor: instants are tagged. */
    static final Wire CBOR = new Wire(new CBORMapper(), true);

    private final ObjectMapper mapper;
    private final boolean isBinary;

    private Wire(ObjectMapper mapper, boolean isBinary) {
        this.mapper = mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .registerModule(new SimpleModule().addSerializer(new Seconds()));
        this.isBinary = isBinary;
    }

    /** How it is called in lists of calls. */
    String name() {
        return isBinary ? "rpc-v2-cbor" : "json";
    }

    /** Writes the headers by which the client recognises the answer. */
    void head(HttpServerResponse response, AwsService service) {
        response.putHeader("Content-Type", isBinary ? "application/cbor" : service.contentType());
        if (isBinary) {
            response.putHeader("smithy-protocol", "rpc-v2-cbor");
        }
    }

    /** The request for a person to read, up to so many bytes of it. */
    String show(Buffer bytes, int most) {
        if (!isBinary) {
            return bytes.getString(0, Math.min(bytes.length(), most), StandardCharsets.UTF_8.name());
        }
        try {
            return read(bytes).toString();
        } catch (IOException _) {
            return "(unreadable)";
        }
    }

    /** The request's tree, which is missing if there are no bytes; throws on what is not of this wire. */
    JsonNode read(Buffer bytes) throws IOException {
        JsonNode tree = mapper.readTree(bytes.getBytes());
        if (hasHalfCharacter(tree)) {
            throw new IOException("half a character");
        }
        return tree;
    }

    /** Half of a surrogate pair can be escaped in JSON, but is no text that could be stored or answered. */
    private static boolean hasHalfCharacter(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue().codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE);
        }
        return node.valueStream().anyMatch(Wire::hasHalfCharacter);
    }

    Buffer write(ObjectNode answer) {
        try {
            return Buffer.buffer(mapper.writeValueAsBytes(answer));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an answer cannot be written", e);
        }
    }

    private static final class Seconds extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1L;
        private static final int EPOCH_TAG = 1;

        Seconds() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant instant, JsonGenerator generator, SerializerProvider provider)
                throws IOException {
            if (generator instanceof CBORGenerator cbor) {
                cbor.writeTag(EPOCH_TAG);
            }
            if (instant.getNano() == 0) {
                generator.writeNumber(instant.getEpochSecond());
            } else if (generator instanceof CBORGenerator) {
                generator.writeNumber(instant.toEpochMilli() / 1000.0);
            } else {
                generator.writeNumber(BigDecimal.valueOf(instant.getEpochSecond())
                        .add(BigDecimal.valueOf(Math.floorMod(instant.toEpochMilli(), 1000L), 3)));
            }
        }
    }
}
