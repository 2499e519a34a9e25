package io.stallkeeper.simulator.api.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.simulator.domain.fault.FaultKind;
import java.util.Optional;

/** One operation of one of AWS's services, without its wire. */
public interface AwsOperation {

    /** The service that it belongs to. */
    AwsService service();

    /** Its name at AWS. */
    String name();

    /** Answers, or throws {@link io.stallkeeper.simulator.api.RefusedException}. Knows only faults of its own. */
    ObjectNode answer(JsonNode input, String region, Optional<FaultKind> fault);

    /** The value of X-Amz-Target that asks for it. */
    default String target() {
        return service().targetPrefix() + "." + name();
    }
}
