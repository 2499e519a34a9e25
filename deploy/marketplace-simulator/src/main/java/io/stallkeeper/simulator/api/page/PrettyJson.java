package io.stallkeeper.simulator.api.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;

/** JSON with line breaks, for a person; what is not JSON, or was cut, stays as it is. */
final class PrettyJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectWriter INDENTING = JSON.writer(new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private PrettyJson() {}

    /** The text, indented if it is JSON. */
    static String of(String text) {
        try {
            return INDENTING.writeValueAsString(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            return text;
        }
    }
}
