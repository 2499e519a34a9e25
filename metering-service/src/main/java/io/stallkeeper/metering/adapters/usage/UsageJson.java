package io.stallkeeper.metering.adapters.usage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Strict JSON in UTF-8, read in one pass without a tree: of a strange field nothing is kept, whatever it holds. */
final class UsageJson {

    private static final int MAX_DEPTH = 32;

    /**
     * Names of fields are strangers' text: interned, they would stay for ever. Long numbers are refused with a reason.
     */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(UsageReader.MAX_EVENT_BYTES)
                    .build())
            .build();

    private UsageJson() {}

    /** Throws if these bytes can't be JSON in UTF-8. */
    static JsonParser open(byte[] bytes) throws IOException {
        // Zeros and byte order marks would make the parser guess at another encoding.
        for (int at = 0; at < Math.min(4, bytes.length); at++) {
            if (bytes[at] <= 0) {
                throw new IOException("not JSON in UTF-8");
            }
        }
        if (!Texts.isUtf8(bytes, 0, bytes.length)) {
            throw new IOException("not UTF-8");
        }
        return JSON.createParser(bytes);
    }

    /** Null if these bytes aren't one JSON object and nothing else. */
    static @Nullable UsageFields readData(byte[] bytes) {
        try (var json = open(bytes)) {
            var fields = new UsageFields();
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            fields.read(json);
            return json.nextToken() == null ? fields : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Null if these bytes aren't one JSON value and nothing else; a draft without parts if it is no object. */
    static @Nullable EventDraft readEvent(byte[] bytes) {
        try (var json = open(bytes)) {
            var draft = new EventDraft();
            var first = json.nextToken();
            if (first == null) {
                return null;
            }
            if (first == JsonToken.START_OBJECT) {
                draft.read(json);
            } else {
                json.skipChildren();
            }
            return json.nextToken() == null ? draft : null;
        } catch (IOException e) {
            return null;
        }
    }
}
