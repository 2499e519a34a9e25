package io.stallkeeper.simulator.api.admin;

import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.api.aws.operation.AwsOperation;
import io.stallkeeper.simulator.domain.StageSettingDecider;
import io.stallkeeper.simulator.domain.fault.Fault;
import io.stallkeeper.simulator.domain.fault.FaultChance;
import io.stallkeeper.simulator.domain.fault.FaultKind;
import io.stallkeeper.simulator.domain.fault.Faults;
import io.stallkeeper.simulator.domain.fault.QueuedFault;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Lets calls of an operation go wrong: {@code /simulator/v1/faults}. */
@Path("/simulator/v1/faults")
public class FaultsResource {
    private static final Logger LOG = Logger.getLogger(FaultsResource.class);

    private final Simulation simulation;
    private final List<AwsOperation> operations;

    /**
     * What goes wrong: with the next {@code count} calls (one, if it isn't said), or with any call by
     * {@code probability}, 0 to 1, from {@code seed}. {@code delay} is ISO-8601.
     */
    public record Order(
            @Nullable String operation,
            @Nullable FaultKind fault,
            @Nullable Integer count,
            @Nullable Double probability,
            @Nullable Long seed,
            @Nullable Duration delay) {}

    /** How many of the operation's next calls go wrong in some way, and the seed of what happens by chance. */
    public record Waiting(
            String operation, int waiting, @Nullable Long seed) {}

    /** A fault that waits for calls, or one that comes by chance. */
    public record Listed(
            String operation,
            FaultKind fault,
            Duration delay,
            @Nullable Integer count,
            @Nullable Double probability,
            @Nullable Long seed) {

        static Listed of(QueuedFault queued) {
            Fault fault = queued.fault();
            return new Listed(queued.operation(), fault.kind(), fault.delay(), queued.calls(), null, null);
        }

        static Listed of(FaultChance chance) {
            Fault fault = chance.fault();
            return new Listed(
                    chance.operation(), fault.kind(), fault.delay(), null, chance.probability(), chance.seed());
        }
    }

    public FaultsResource(Simulation simulation, List<AwsOperation> operations) {
        this.simulation = simulation;
        this.operations = operations;
    }

    /** Adds to the faults that wait already, or sets the chance of one. */
    @POST
    public Waiting inject(@Nullable Order body) {
        Order order = Given.required(body, "the body");
        String operation = known(Given.required(order.operation(), "operation"));
        FaultKind kind = Given.required(order.fault(), "fault");
        var fault = new Fault(kind, order.delay() == null ? kind.usualDelay() : order.delay());
        Double probability = order.probability();
        if (probability != null) {
            return set(operation, fault, probability, order);
        }
        var queued = new QueuedFault(operation, fault, order.count() == null ? 1 : order.count());
        int waiting = RefusedException.answerOf(simulation.decide(moment -> StageSettingDecider.queue(queued, moment)));
        return new Waiting(operation, waiting, null);
    }

    /** All faults: those that wait in their order, then those that come by chance. */
    @GET
    public List<Listed> all() {
        return simulation.look(moment -> {
            Faults faults = moment.marketplace().faults();
            return Stream.concat(
                            faults.queued().stream().map(Listed::of),
                            faults.chances().stream().map(Listed::of))
                    .toList();
        });
    }

    /** Takes back the faults of one operation, or all of them; those that have begun still end as they must. */
    @DELETE
    public void clear(@QueryParam("operation") @Nullable String operation) {
        String named = operation == null ? null : known(operation);
        RefusedException.answerOf(simulation.decide(moment -> StageSettingDecider.clear(named, moment)));
    }

    private Waiting set(String operation, Fault fault, double probability, Order order) {
        if (order.count() != null) {
            throw Given.invalid("count and probability exclude each other");
        }
        long seed = order.seed() == null ? System.nanoTime() : order.seed();
        var chance = new FaultChance(operation, fault, probability, seed);
        RefusedException.answerOf(simulation.decide(_ -> StageSettingDecider.set(chance)));
        LOG.infof("%s meets %s with probability %s from seed %d", operation, fault.kind(), probability, seed);
        int waiting = simulation.look(moment -> moment.marketplace().faults().waiting(operation));
        return new Waiting(operation, waiting, seed);
    }

    private String known(String operation) {
        if (operations.stream().noneMatch(known -> known.name().equals(operation))) {
            throw Given.invalid("operation: unknown");
        }
        return operation;
    }
}
