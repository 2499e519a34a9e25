package io.stallkeeper.subscription.adapters.sqs;

import io.opentelemetry.context.Context;
import io.stallkeeper.eventsourcing.tracing.TraceParent;
import java.time.Instant;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** What SQS says about a message. */
record QueueMessage(Message message) {

    /** By SQS's clock. */
    Instant sentAt() {
        return Instant.ofEpochMilli(number(MessageSystemAttributeName.SENT_TIMESTAMP));
    }

    long receiveCount() {
        return number(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
    }

    /** The sender's trace, if it sent one along; AWS itself doesn't. */
    Context senderTrace() {
        var attribute = message.messageAttributes().get("traceparent");
        return TraceParent.asParent(attribute == null ? null : attribute.stringValue());
    }

    private long number(MessageSystemAttributeName name) {
        return Long.parseLong(message.attributes().getOrDefault(name, "0"));
    }
}
