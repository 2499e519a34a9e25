package io.stallkeeper.metering.adapters.kafka;

import io.stallkeeper.metering.adapters.usage.EventDraft;
import io.stallkeeper.metering.adapters.usage.MediaTypes;
import io.stallkeeper.metering.adapters.usage.UsageFault;
import io.stallkeeper.metering.adapters.usage.UsageReader;
import io.stallkeeper.metering.adapters.usage.UsageReading;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Reads usage events as they are on the topic, by CloudEvents' Kafka protocol binding: whole, if the content type says
 * so, or with the attributes as headers {@code ce_…}.
 */
public final class UsageRecords {

    static final String ATTRIBUTE_PREFIX = "ce_";
    static final String CONTENT_TYPE = "content-type";
    static final String TRACEPARENT = "traceparent";

    private final UsageReader reader;

    public UsageRecords(UsageReader reader) {
        this.reader = reader;
    }

    public UsageReading read(ConsumerRecord<?, byte[]> message) {
        var attributes = new EventDraft();
        String contentType = null;
        String traceparent = null;
        for (var header : message.headers()) {
            var name = header.key();
            if (name.startsWith(ATTRIBUTE_PREFIX)) {
                attributes.attribute(name.substring(ATTRIBUTE_PREFIX.length()), text(header));
            } else if (name.equals(CONTENT_TYPE)) {
                contentType = text(header);
            } else if (name.equals(TRACEPARENT)) {
                traceparent = text(header);
            }
        }
        if (contentType != null && MediaTypes.isStructured(contentType)) {
            return structured(message.value(), contentType, traceparent);
        }
        if (contentType != null) {
            attributes.attribute("datacontenttype", contentType);
        }
        return reader.readBinary(attributes, message.value(), traceparent);
    }

    /** Whose usage it is; null if it can't be told. */
    public @Nullable String subscriptionOf(ConsumerRecord<?, byte[]> message) {
        return read(message) instanceof UsageReading.Countable(var usage) ? usage.subscriptionId() : null;
    }

    private UsageReading structured(byte @Nullable [] value, String contentType, @Nullable String traceparent) {
        return value == null || !MediaTypes.isStructuredJson(contentType)
                ? new UsageReading.Uncountable(UsageFault.NOT_A_CLOUDEVENT.code())
                : reader.readStructured(value, traceparent);
    }

    /** Null if it isn't UTF-8. */
    private static @Nullable String text(Header header) {
        var bytes = header.value();
        if (bytes == null) {
            return null;
        }
        var text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') < 0 || isUtf8(bytes) ? text : null;
    }

    /** Asked only when a character stands there that may be the decoder's word for "not UTF-8". */
    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
