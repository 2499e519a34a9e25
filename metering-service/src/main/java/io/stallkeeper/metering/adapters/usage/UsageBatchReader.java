package io.stallkeeper.metering.adapters.usage;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a JSON array of CloudEvents, each for itself: one that can't be counted doesn't touch the others. */
public final class UsageBatchReader {

    /** More are no batch: the answer has to name each of them. */
    public static final int MAX_EVENTS = 5_000;

    private final UsageReader reader;

    /** One event of a batch: its own bytes, who it says it is, and what came of reading it. */
    @SuppressWarnings("ArrayRecordComponent") // a value that is handed on, never compared
    public record Entry(
            byte[] json, @Nullable String source, @Nullable String id, UsageReading reading) {}

    /** The whole is no batch. The message is a stable word in kebab-case. */
    public static final class NotABatch extends Exception {
        private static final long serialVersionUID = 1L;

        NotABatch(String reason) {
            super(reason, null, false, false);
        }

        public String reason() {
            return String.valueOf(getMessage());
        }
    }

    public UsageBatchReader(UsageReader reader) {
        this.reader = reader;
    }

    public List<Entry> read(byte[] body) throws NotABatch {
        try (var json = UsageJson.open(body)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw new NotABatch("not-a-json-array");
            }
            var entries = new ArrayList<Entry>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (entries.size() == MAX_EVENTS) {
                    throw new NotABatch("more-than-5000-events");
                }
                entries.add(entry(json, body));
            }
            if (json.nextToken() != null) {
                throw new NotABatch("not-json");
            }
            return entries;
        } catch (IOException e) {
            throw new NotABatch("not-json");
        }
    }

    private Entry entry(JsonParser json, byte[] body) throws IOException {
        if (!json.hasToken(JsonToken.START_OBJECT)) {
            json.skipChildren();
            return new Entry(new byte[0], null, null, new UsageReading.Uncountable(UsageFault.NOT_A_CLOUDEVENT.code()));
        }
        var start = (int) json.currentTokenLocation().getByteOffset();
        var draft = new EventDraft();
        draft.read(json);
        var bytes = Arrays.copyOfRange(body, start, (int) json.currentLocation().getByteOffset());
        draft.isTooLarge = bytes.length > UsageReader.MAX_EVENT_BYTES;
        return new Entry(bytes, shown(draft.source), shown(draft.id), reader.read(draft, null));
    }

    /** What the answer may repeat of an event that isn't understood. */
    private static @Nullable String shown(@Nullable String text) {
        return text == null || !Texts.isString(text) || text.length() > UsageReader.MAX_NAME ? null : text;
    }
}
