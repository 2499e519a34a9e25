package io.stallkeeper.simulator.conformance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A usage record as it is sent, changed step by step. */
record UsageOf(ObjectNode json) {

    static UsageOf license(Agreement agreement, Instant at) {
        return of(at).with("LicenseArn", agreement.terms().licenseArn())
                .with("CustomerAWSAccountId", agreement.terms().accountId());
    }

    static UsageOf account(Agreement agreement, Instant at) {
        return of(at).with("CustomerAWSAccountId", agreement.terms().accountId());
    }

    static UsageOf customer(Agreement agreement, Instant at) {
        return of(at).with("CustomerIdentifier", Scene.customerIdentifier(agreement));
    }

    /** One unit of {@code requests}, of nobody. */
    static UsageOf of(Instant at) {
        return new UsageOf(Scene.object()
                .put("Timestamp", at.getEpochSecond())
                .put("Dimension", "requests")
                .put("Quantity", 1));
    }

    UsageOf at(Instant at) {
        return new UsageOf(json.deepCopy().put("Timestamp", at.getEpochSecond()));
    }

    UsageOf quantity(int quantity) {
        return new UsageOf(json.deepCopy().put("Quantity", quantity));
    }

    UsageOf dimension(String dimension) {
        return with("Dimension", dimension);
    }

    /** With this member; null takes it away. */
    UsageOf with(String member, @Nullable String value) {
        ObjectNode copy = json.deepCopy();
        if (value == null) {
            copy.remove(member);
        } else {
            copy.put(member, value);
        }
        return new UsageOf(copy);
    }

    /** With one more allocation, and tags {@code key=value}. */
    UsageOf allocate(int quantity, String... tags) {
        ObjectNode copy = json.deepCopy();
        ObjectNode allocation = copy.withArray("UsageAllocations").addObject().put("AllocatedUsageQuantity", quantity);
        if (tags.length > 0) {
            ArrayNode list = allocation.putArray("Tags");
            for (String tag : tags) {
                int equals = tag.indexOf('=');
                list.addObject().put("Key", tag.substring(0, equals)).put("Value", tag.substring(equals + 1));
            }
        }
        return new UsageOf(copy);
    }
}
