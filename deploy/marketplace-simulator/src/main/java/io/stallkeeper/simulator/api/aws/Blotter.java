package io.stallkeeper.simulator.api.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes registration tokens unreadable in what is remembered of a call, also where no token should be. */
final class Blotter {
    private static final TextNode BLOT = TextNode.valueOf("(a token)");
    /** Registration tokens are longer; the other texts that are as long are ARNs. */
    private static final int LONGEST_SHOWN = 64;
    /** The simulator's tokens are of 128 such characters; nothing else that is shown has so many in a row. */
    private static final int SHORTEST_TOKEN = 100;

    private static final Pattern NAMED =
            Pattern.compile("(\"RegistrationToken\"\\s*:\\s*)\"[^\"]*+\"?", Pattern.CASE_INSENSITIVE);

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

    /**
     * A text in which no token should be, without what is called one or looks like one of the simulator's. It is looked
     * through once, without being read as JSON: most calls go through here.
     */
    static String blot(String text) {
        String unnamed = NAMED.matcher(text).replaceAll("$1\"(a token)\"");
        StringBuilder shown = null;
        int begin = 0;
        int kept = 0;
        for (int i = 0; i <= unnamed.length(); i++) {
            if (i < unnamed.length() && isOfTokens(unnamed.charAt(i))) {
                continue;
            }
            if (i - begin >= SHORTEST_TOKEN) {
                shown = shown == null ? new StringBuilder() : shown;
                shown.append(unnamed, kept, begin).append(BLOT.textValue());
                kept = i;
            }
            begin = i + 1;
        }
        return shown == null
                ? unnamed
                : shown.append(unnamed, kept, unnamed.length()).toString();
    }

    private static boolean isOfTokens(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
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
