package io.stallkeeper.simulator.api.aws.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.simulator.api.aws.model.Shape;
import io.stallkeeper.simulator.domain.fault.FaultKind;
import java.util.Optional;

/** One operation of one of AWS's services, without its wire. */
public interface AwsOperation {

    /** The service that it belongs to. */
    AwsService service();

    /** Its name at AWS. */
    String name();

    /** What its requests look like. */
    Shape input();

    /**
     * Answers a request that has this operation's shape, or throws
     * {@link io.stallkeeper.simulator.api.RefusedException}. Knows only faults of its own.
     */
    ObjectNode answer(JsonNode input, Caller caller, Optional<FaultKind> fault);

    /** Whether registration tokens are in its requests or answers, so that neither may be kept. */
    default boolean carriesTokens() {
        return false;
    }

    /** The value of X-Amz-Target that asks for it. */
    default String target() {
        return service().targetPrefix() + "." + name();
    }
}
