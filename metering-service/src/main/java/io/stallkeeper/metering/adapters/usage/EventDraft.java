package io.stallkeeper.metering.adapters.usage;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A CloudEvent as its parts are found, in whatever order: the attributes that matter here, and the data's fields. */
public final class EventDraft {

    private int seen;
    private boolean isTwice;
    private @Nullable String specVersion;
    private @Nullable String dataContentType;

    @Nullable
    String id;

    @Nullable
    String source;

    @Nullable
    String type;

    @Nullable
    String time;

    @Nullable
    String traceparent;
    /** Null as long as no JSON object was found for the data. */
    @Nullable
    UsageFields data;

    boolean isTooLarge;

    /** Takes an attribute; extensions don't matter here. Text that wasn't understood makes it no CloudEvent. */
    public void attribute(String name, @Nullable String value) {
        var text = value == null ? UsageFields.NO_TEXT : value;
        switch (name) {
            case "specversion" -> specVersion = see(1, text);
            case "id" -> id = see(1 << 1, text);
            case "source" -> source = see(1 << 2, text);
            case "type" -> type = see(1 << 3, text);
            case "time" -> time = see(1 << 4, text);
            case "datacontenttype" -> dataContentType = see(1 << 5, text);
            case "traceparent" -> traceparent = see(1 << 6, text);
            default -> {}
        }
    }

    /** Reads the object that the parser stands before the first field of, up to its end: the structured form. */
    void read(JsonParser json) throws IOException {
        for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            var token = json.nextToken();
            if (name.equals("data") || name.equals("data_base64")) {
                see(1 << 7, name);
                readData(json, name);
            } else if (token == JsonToken.VALUE_STRING) {
                attribute(name, json.getText());
            } else if (token != JsonToken.VALUE_NULL) {
                json.skipChildren();
                attribute(name, null);
            }
        }
    }

    private void readData(JsonParser json, String form) throws IOException {
        if (form.equals("data_base64") && json.hasToken(JsonToken.VALUE_STRING)) {
            var bytes = Base64Data.decode(json.getText());
            data = bytes == null ? null : UsageJson.readData(bytes);
        } else if (form.equals("data") && json.hasToken(JsonToken.START_OBJECT)) {
            data = new UsageFields();
            data.read(json);
        } else {
            json.skipChildren();
        }
    }

    boolean isTwice() {
        return isTwice || (data != null && data.isTwice());
    }

    /** Whether it has what every CloudEvent has, in the one version that is understood. */
    boolean isCloudEvent() {
        return "1.0".equals(specVersion)
                && id != null
                && !id.isEmpty()
                && Texts.isString(id)
                && source != null
                && Texts.isUriReference(source)
                && type != null;
    }

    /** Whether the data says of itself that it is JSON, or nothing. */
    boolean isJson() {
        return dataContentType == null || MediaTypes.isJson(dataContentType);
    }

    private String see(int part, String text) {
        isTwice |= (seen & part) != 0;
        seen |= part;
        return text;
    }
}
