package io.stallkeeper.simulator.api.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** Makes registration tokens unreadable in what is remembered of a call, also where no token should be. */
final class Blotter {
    private static final TextNode BLOT = TextNode.valueOf("(a token)");
    /** Registration tokens are longer; the other texts that are as long are ARNs. */
    private static final int LONGEST_SHOWN = 64;

    private Blotter() {}

    /** The body without what is or may be a token; nothing of it, if it can't be read. */
    static String show(Wire wire, Buffer body) {
        try {
            JsonNode read = wire.read(body);
            return read.isMissingNode() ? "" : blotted("", read).toString();
        } catch (IOException _) {
            return "(unreadable)";
        }
    }

    private static JsonNode blotted(String name, JsonNode value) {
        if (value instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                field.setValue(blotted(field.getKey(), field.getValue()));
            }
            return object;
        }
        if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, blotted(name, array.get(i)));
            }
            return array;
        }
        return value.isTextual() && mayBeToken(name, value.textValue()) ? BLOT : value;
    }

    private static boolean mayBeToken(String name, String text) {
        return name.toLowerCase(Locale.ROOT).contains("token")
                || (text.length() > LONGEST_SHOWN && !text.startsWith("arn:"));
    }
}
