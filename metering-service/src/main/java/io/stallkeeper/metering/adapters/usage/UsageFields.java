package io.stallkeeper.metering.adapters.usage;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.stallkeeper.metering.domain.usage.UsageTags;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a usage event's data, as they are found. A field that is null counts as missing. One that is there
 * twice makes the event ambiguous, since readers differ in which of the two they take; fields that nobody knows are
 * passed over.
 */
final class UsageFields {

    /** What no text of an event may be: it stands for a value of another type. */
    static final String NO_TEXT = "\u0000";

    private int seen;
    private boolean isTwice;
    private boolean hasQuantity;
    private boolean areTagsWrong;

    @Nullable
    String subscriptionId;

    @Nullable
    String licenseArn;

    @Nullable
    String productCode;

    @Nullable
    String customerIdentifier;

    @Nullable
    String dimension;

    @Nullable
    BigDecimal quantity;

    @Nullable
    String uniqueKey;

    private Map<String, String> tags = Map.of();

    /** Reads the object that the parser stands before the first field of, up to its end. */
    void read(JsonParser json) throws IOException {
        for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "subscriptionId" -> subscriptionId = text(json, 1);
                case "licenseArn" -> licenseArn = text(json, 1 << 1);
                case "productCode" -> productCode = text(json, 1 << 2);
                case "customerIdentifier" -> customerIdentifier = text(json, 1 << 3);
                case "dimension" -> dimension = text(json, 1 << 4);
                case "quantity" -> readQuantity(json);
                case "tags" -> readTags(json);
                case "uniqueKey" -> uniqueKey = text(json, 1 << 7);
                default -> json.skipChildren();
            }
        }
    }

    boolean isTwice() {
        return isTwice;
    }

    boolean hasQuantity() {
        return hasQuantity;
    }

    /** Canonical; null if they aren't valid. */
    @Nullable
    String tags() {
        if (areTagsWrong) {
            return null;
        }
        if (tags.isEmpty()) {
            return UsageTags.NONE;
        }
        return UsageTags.areValid(tags) ? UsageTags.canonical(tags) : null;
    }

    private void readQuantity(JsonParser json) throws IOException {
        see(1 << 5);
        hasQuantity = json.currentToken().isNumeric();
        if (hasQuantity) {
            quantity = Quantity.parse(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
        } else {
            json.skipChildren();
        }
    }

    private void readTags(JsonParser json) throws IOException {
        see(1 << 6);
        if (!json.hasToken(JsonToken.START_OBJECT)) {
            areTagsWrong = !json.hasToken(JsonToken.VALUE_NULL);
            json.skipChildren();
            return;
        }
        tags = new HashMap<>();
        for (var key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
            json.nextToken();
            isTwice |= tags.put(key, textOrNoText(json)) != null;
        }
    }

    private @Nullable String text(JsonParser json, int field) throws IOException {
        see(field);
        return json.hasToken(JsonToken.VALUE_NULL) ? null : textOrNoText(json);
    }

    static String textOrNoText(JsonParser json) throws IOException {
        if (json.hasToken(JsonToken.VALUE_STRING)) {
            return json.getText();
        }
        json.skipChildren();
        return NO_TEXT;
    }

    private void see(int field) {
        isTwice |= (seen & field) != 0;
        seen |= field;
    }
}
