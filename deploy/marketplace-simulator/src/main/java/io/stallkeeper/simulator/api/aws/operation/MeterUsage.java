package io.stallkeeper.simulator.api.aws.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.api.aws.model.MeteringShapes;
import io.stallkeeper.simulator.api.aws.model.Shape;
import io.stallkeeper.simulator.domain.fault.FaultKind;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.util.Optional;

/** Not for SaaS (protocol page, 4.7). AWS's error for it is not public; a seller is no entitled customer. */
public record MeterUsage() implements AwsOperation {

    @Override
    public AwsService service() {
        return AwsService.METERING;
    }

    @Override
    public String name() {
        return "MeterUsage";
    }

    @Override
    public Shape input() {
        return MeteringShapes.METER_USAGE;
    }

    @Override
    public ObjectNode answer(JsonNode input, Caller caller, Optional<FaultKind> fault) {
        throw new RefusedException(
                RefusalCode.CUSTOMER_NOT_ENTITLED.because("SaaS products are metered with BatchMeterUsage."));
    }
}
