package io.stallkeeper.simulator.api.admin;

import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.api.aws.AwsOperation;
import io.stallkeeper.simulator.domain.StageSettingDecider;
import io.stallkeeper.simulator.domain.fault.FaultKind;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets the next calls of an operation go wrong: {@code /simulator/v1/faults}. */
@Path("/simulator/v1/faults")
public class FaultsResource {
    private final Simulation simulation;
    private final List<AwsOperation> operations;

    /** What goes wrong, and for how many calls; one, if it isn't said. */
    public record Order(
            @Nullable String operation,
            @Nullable FaultKind fault,
            @Nullable Integer count) {}

    /** How many of the operation's next calls go wrong in some way. */
    public record Waiting(String operation, int waiting) {}

    public FaultsResource(Simulation simulation, List<AwsOperation> operations) {
        this.simulation = simulation;
        this.operations = operations;
    }

    /** Adds to the faults that wait already. */
    @POST
    public Waiting inject(@Nullable Order body) {
        Order order = Given.required(body, "the body");
        String operation = Given.required(order.operation(), "operation");
        FaultKind fault = Given.required(order.fault(), "fault");
        Integer count = order.count();
        if (operations.stream().noneMatch(known -> known.name().equals(operation))) {
            throw Given.invalid("operation: unknown");
        }
        int waiting = RefusedException.answerOf(simulation.decide(
                moment -> StageSettingDecider.inject(operation, fault, count == null ? 1 : count, moment)));
        return new Waiting(operation, waiting);
    }
}
