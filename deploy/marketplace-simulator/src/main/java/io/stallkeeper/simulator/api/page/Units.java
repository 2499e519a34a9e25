package io.stallkeeper.simulator.api.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.stallkeeper.simulator.api.admin.EntitlementBody;
import io.stallkeeper.simulator.domain.listing.Dimension;
import io.stallkeeper.simulator.domain.listing.Product;
import java.util.ArrayList;
import java.util.List;

/** What a buyer buys of each dimension, as it is typed: {@code dimension} and {@code units} come once a row. */
public final class Units {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_ROWS = 1000;

    private Units() {}

    /** A dimension that can be bought ahead, and what was typed for it. */
    public record Row(String dimension, String units) {}

    /** The rows that a product's contract has, with what a form holds for them. */
    static List<Row> rows(Product product, Form form) {
        return product.dimensions().stream()
                .filter(dimension -> dimension.kind().isEntitled())
                .map(Dimension::key)
                .map(key -> new Row(key, typed(form, key)))
                .toList();
    }

    /** What was bought: nothing of a dimension whose field is empty. */
    static List<EntitlementBody> read(Form form) {
        List<EntitlementBody> bought = new ArrayList<>();
        List<String> dimensions = form.all("dimension");
        List<String> units = form.all("units");
        for (int i = 0; i < Math.min(Math.min(dimensions.size(), units.size()), MOST_ROWS); i++) {
            if (!units.get(i).isBlank()) {
                bought.add(new EntitlementBody(
                        dimensions.get(i), value(units.get(i).strip())));
            }
        }
        return bought;
    }

    private static String typed(Form form, String dimension) {
        int row = form.all("dimension").indexOf(dimension);
        List<String> units = form.all("units");
        return row < 0 || row >= units.size() ? "" : units.get(row);
    }

    /** A number, true or false as JSON has them; a string in all other cases. */
    private static JsonNode value(String text) {
        try {
            JsonNode read = JSON.readTree(text);
            return read.isNumber() || read.isBoolean() ? read : TextNode.valueOf(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }
}
