package io.stallkeeper.simulator.api.aws.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.simulator.domain.metering.Tag;
import io.stallkeeper.simulator.domain.metering.UsageAllocation;
import io.stallkeeper.simulator.domain.metering.UsageRecord;

/** UsageRecord on the wire (protocol page, 4.1). */
final class UsageRecordJson {
    private UsageRecordJson() {}

    static UsageRecord read(Input input) {
        return new UsageRecord(
                input.instant("Timestamp"),
                input.requiredText("Dimension"),
                input.integer("Quantity", 0),
                input.text("CustomerAWSAccountId"),
                input.text("LicenseArn"),
                input.filledText("CustomerIdentifier"),
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

    private static UsageAllocation allocation(Input input) {
        return new UsageAllocation(
                input.integer("AllocatedUsageQuantity", 0),
                input.list("Tags", tag -> new Tag(tag.requiredText("Key"), tag.requiredText("Value"))));
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
