package io.stallkeeper.simulator.api.aws.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.api.aws.model.MeteringShapes;
import io.stallkeeper.simulator.api.aws.model.Shape;
import io.stallkeeper.simulator.domain.MeteringDecider;
import io.stallkeeper.simulator.domain.fault.FaultKind;
import io.stallkeeper.simulator.domain.metering.MeterAnswer;
import io.stallkeeper.simulator.domain.metering.MeterCall;
import io.stallkeeper.simulator.domain.metering.RecordOutcome;
import io.stallkeeper.simulator.domain.metering.UsageRecord;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes usage (protocol page, 4).
 *
 * @param enabledRegions where the API is enabled for the seller; empty: wherever AWS has it (protocol page, 10, A8)
 */
public record BatchMeterUsage(Simulation simulation, MeteringDecider decider, Set<String> enabledRegions)
        implements AwsOperation {

    public BatchMeterUsage {
        enabledRegions = Set.copyOf(enabledRegions);
    }

    @Override
    public AwsService service() {
        return AwsService.METERING;
    }

    @Override
    public String name() {
        return "BatchMeterUsage";
    }

    @Override
    public Shape input() {
        return MeteringShapes.BATCH_METER_USAGE;
    }

    @Override
    public ObjectNode answer(JsonNode node, Caller caller, Optional<FaultKind> fault) {
        if (!enabledRegions.isEmpty() && !enabledRegions.contains(caller.region())) {
            throw new RefusedException(RefusalCode.DISABLED_API.because("The API is disabled in " + caller.region()));
        }
        Input input = new Input(node);
        List<UsageRecord> records = input.list("UsageRecords", UsageRecordJson::read);
        MeterCall call = new MeterCall(caller.region(), input.filledText("ProductCode"), records);
        int processed = fault.filter(FaultKind.UNPROCESSED::equals).isPresent() ? records.size() / 2 : records.size();
        return json(RefusedException.answerOf(simulation.decide(moment -> decider.meter(call, processed, moment))));
    }

    private static ObjectNode json(MeterAnswer answer) {
        ObjectNode json = Output.object();
        ArrayNode results = json.putArray("Results");
        for (RecordOutcome outcome : answer.results()) {
            ObjectNode result = results.addObject();
            result.set("UsageRecord", UsageRecordJson.write(outcome.record()));
            Output.put(result, "MeteringRecordId", outcome.meteringRecordId());
            result.put("Status", outcome.status().awsName());
        }
        ArrayNode unprocessed = json.putArray("UnprocessedRecords");
        answer.unprocessed().forEach(record -> unprocessed.add(UsageRecordJson.write(record)));
        return json;
    }
}
