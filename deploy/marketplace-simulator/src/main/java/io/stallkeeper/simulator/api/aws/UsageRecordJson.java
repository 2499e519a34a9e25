package io.stallkeeper.simulator.api.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.domain.metering.Tag;
import io.stallkeeper.simulator.domain.metering.UsageAllocation;
import io.stallkeeper.simulator.domain.metering.UsageRecord;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;

/** UsageRecord on the wire (protocol page, 4.1). */
final class UsageRecordJson {
    private UsageRecordJson() {}

    static UsageRecord read(JsonNode node) {
        Input input = Input.of(node, "UsageRecords: an element");
        return new UsageRecord(
                input.requiredInstant("Timestamp"),
                input.requiredText("Dimension"),
                input.integer("Quantity", 0),
                input.text("CustomerAWSAccountId"),
                input.text("LicenseArn"),
                input.text("CustomerIdentifier"),
                input.list("UsageAllocations", UsageRecordJson::allocation));
    }

    static ObjectNode write(UsageRecord record) {
        ObjectNode json = Output.put(Output.object(), "Timestamp", record.timestamp())
                .put("Dimension", record.dimension())
                .put("Quantity", record.quantity());
        Output.put(json, "CustomerAWSAccountId", record.accountId());
        Output.put(json, "LicenseArn", record.licenseArn());
        Output.put(json, "CustomerIdentifier", record.customerIdentifier());
        if (!record.allocations().isEmpty()) {
            ArrayNode allocations = json.putArray("UsageAllocations");
            record.allocations().forEach(allocation -> write(allocation, allocations.addObject()));
        }
        return json;
    }

    private static UsageAllocation allocation(JsonNode node) {
        Input input = Input.of(node, "UsageAllocations: an element");
        if (!input.has("AllocatedUsageQuantity")) {
            throw new RefusedException(RefusalCode.VALIDATION.because("AllocatedUsageQuantity: needed"));
        }
        return new UsageAllocation(
                input.integer("AllocatedUsageQuantity", 0), input.list("Tags", UsageRecordJson::tag));
    }

    private static Tag tag(JsonNode node) {
        Input input = Input.of(node, "Tags: an element");
        return new Tag(input.requiredText("Key"), input.requiredText("Value"));
    }

    private static void write(UsageAllocation allocation, ObjectNode json) {
        json.put("AllocatedUsageQuantity", allocation.quantity());
        if (!allocation.tags().isEmpty()) {
            ArrayNode tags = json.putArray("Tags");
            allocation
                    .tags()
                    .forEach(tag -> tags.addObject().put("Key", tag.key()).put("Value", tag.value()));
        }
    }
}
