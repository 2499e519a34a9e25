package io.stallkeeper.simulator.api.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.api.aws.AwsReply.Answered;
import io.stallkeeper.simulator.api.aws.AwsReply.Garbled;
import io.stallkeeper.simulator.api.aws.AwsReply.Late;
import io.stallkeeper.simulator.api.aws.AwsReply.Lost;
import io.stallkeeper.simulator.api.aws.AwsReply.Refused;
import io.stallkeeper.simulator.api.aws.AwsReply.Reset;
import io.stallkeeper.simulator.api.aws.model.Constraints;
import io.stallkeeper.simulator.api.aws.model.WrongTypeException;
import io.stallkeeper.simulator.api.aws.operation.AwsOperation;
import io.stallkeeper.simulator.api.aws.signature.SignatureCheck;
import io.stallkeeper.simulator.api.aws.signature.SignedRequest;
import io.stallkeeper.simulator.domain.Decision;
import io.stallkeeper.simulator.domain.Decision.Accepted;
import io.stallkeeper.simulator.domain.MarketplaceEvent.FaultSpent;
import io.stallkeeper.simulator.domain.Moment;
import io.stallkeeper.simulator.domain.fault.Fault;
import io.stallkeeper.simulator.domain.fault.FaultKind;
import io.stallkeeper.simulator.domain.fault.Throttle;
import io.stallkeeper.simulator.domain.refusal.Refusal;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Through which every request goes, whatever it is: its signature, the limits and the faults first, then the operation.
 * Always replies.
 */
public final class FrontDoor {
    private static final Logger LOG = Logger.getLogger(FrontDoor.class);

    private final FaultDice dice = new FaultDice();
    private final Simulation simulation;
    private final SignatureCheck signatures;
    private final Map<String, Throttle> throttles;
    private final InstantSource realTime;

    /**
     * @param throttles the limits by operation
     * @param realTime what the limits are measured with
     */
    public FrontDoor(
            Simulation simulation, SignatureCheck signatures, Map<String, Throttle> throttles, InstantSource realTime) {
        this.simulation = simulation;
        this.signatures = signatures;
        this.throttles = throttles;
        this.realTime = realTime;
    }

    AwsReply enter(AwsOperation operation, AwsRequest request) {
        try {
            Optional<Refusal> unbelieved = signatures.check(signed(request), operation.service());
            if (unbelieved.isPresent()) {
                return new Refused(unbelieved.get());
            }
            Throttle throttle = throttles.get(operation.name());
            if (throttle != null && !throttle.admits(request.caller().region(), realTime.instant())) {
                return throttled();
            }
            return RefusedException.answerOf(simulation.decide(moment -> nextFault(operation.name(), moment)))
                    .map(fault -> late(fault, goWrong(fault.kind(), operation, request)))
                    .orElseGet(() -> answer(operation, request, Optional.empty()));
        } catch (RuntimeException | Error e) {
            LOG.errorf(e, "%s failed", operation.name());
            return new Refused(RefusalCode.INTERNAL_SERVICE_ERROR.because("The simulator failed; its log says why."));
        }
    }

    private AwsReply goWrong(FaultKind kind, AwsOperation operation, AwsRequest request) {
        return switch (kind) {
            case THROTTLE -> throttled();
            case INTERNAL_ERROR -> new Refused(RefusalCode.INTERNAL_SERVICE_ERROR.because("Internal failure"));
            case DISABLED_API -> new Refused(RefusalCode.DISABLED_API.because("The API is disabled in this Region."));
            case ACCESS_DENIED ->
                new Refused(RefusalCode.ACCESS_DENIED.because(
                        "User is not authorized to perform: aws-marketplace:" + operation.name()));
            case LOST_REQUEST -> new Lost();
            case RESET -> new Reset();
            case LOST_RESPONSE -> {
                AwsReply unheard = answer(operation, request, Optional.of(kind));
                LOG.debugf("%s is answered, but nobody hears %s", operation.name(), unheard);
                yield new Lost();
            }
            case MALFORMED ->
                answer(operation, request, Optional.of(kind)) instanceof Answered(var body)
                        ? new Garbled(body)
                        : new Garbled(Refusals.body(operation.service(), RefusalCode.VALIDATION.because("Malformed")));
            case SLOW, UNPROCESSED, EMPTY_PAGE -> answer(operation, request, Optional.of(kind));
        };
    }

    private AwsReply answer(AwsOperation operation, AwsRequest request, Optional<FaultKind> fault) {
        try {
            JsonNode input = request.wire().read(request.body());
            if (input.isMissingNode()) {
                return new Refused(RefusalCode.SERIALIZATION.because("The request is empty."));
            }
            List<String> violations = Constraints.violations(operation.input(), input);
            return violations.isEmpty()
                    ? new Answered(operation.answer(input, request.caller(), fault))
                    : new Refused(operation.service().brokenConstraint().because(worded(violations)));
        } catch (RefusedException e) {
            return new Refused(e.refusal());
        } catch (WrongTypeException e) {
            return new Refused(RefusalCode.SERIALIZATION.because(String.valueOf(e.getMessage())));
        } catch (IOException _) {
            return new Refused(RefusalCode.SERIALIZATION.because("The request cannot be parsed."));
        }
    }

    private static String worded(List<String> violations) {
        return violations.size() + (violations.size() == 1 ? " validation error" : " validation errors") + " detected: "
                + String.join("; ", violations);
    }

    private static AwsReply late(Fault fault, AwsReply reply) {
        return fault.delay().isZero() ? reply : new Late(reply, fault.delay());
    }

    private static AwsReply throttled() {
        return new Refused(RefusalCode.THROTTLING.because("Rate exceeded"));
    }

    private static SignedRequest signed(AwsRequest request) {
        return new SignedRequest(
                request.method(),
                request.path(),
                request.query(),
                name -> request.headers().getAll(name),
                request.body()::getBytes);
    }

    private Decision<Optional<Fault>> nextFault(String operation, Moment moment) {
        Optional<Fault> queued = moment.marketplace().faults().next(operation);
        return queued.isPresent()
                ? new Accepted<>(List.of(new FaultSpent(operation)), queued)
                : new Accepted<>(
                        List.of(), dice.roll(moment.marketplace().faults().chances(operation)));
    }
}
