package io.stallkeeper.simulator.api.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.api.aws.AwsReply.Answered;
import io.stallkeeper.simulator.api.aws.AwsReply.Lost;
import io.stallkeeper.simulator.api.aws.AwsReply.Refused;
import io.stallkeeper.simulator.domain.Decision;
import io.stallkeeper.simulator.domain.Decision.Accepted;
import io.stallkeeper.simulator.domain.MarketplaceEvent;
import io.stallkeeper.simulator.domain.MarketplaceEvent.FaultSpent;
import io.stallkeeper.simulator.domain.Moment;
import io.stallkeeper.simulator.domain.fault.FaultKind;
import io.stallkeeper.simulator.domain.fault.Throttle;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Through which every request goes, whatever it is: limits and faults first, then the operation. Always replies. */
public final class FrontDoor {
    private static final Logger LOG = Logger.getLogger(FrontDoor.class);

    private final ObjectMapper json = new ObjectMapper();
    private final Simulation simulation;
    private final Map<String, Throttle> throttles;
    private final InstantSource realTime;

    /**
     * @param throttles the limits by operation
     * @param realTime what the limits are measured with
     */
    public FrontDoor(Simulation simulation, Map<String, Throttle> throttles, InstantSource realTime) {
        this.simulation = simulation;
        this.throttles = throttles;
        this.realTime = realTime;
    }

    AwsReply enter(AwsOperation operation, AwsRequest request) {
        String region = request.region();
        Throttle throttle = throttles.get(operation.name());
        if (throttle != null && !throttle.admits(region, realTime.instant())) {
            return throttled();
        }
        try {
            Optional<FaultKind> fault =
                    RefusedException.answerOf(simulation.decide(moment -> nextFault(operation.name(), moment)));
            return fault.map(kind -> goWrong(kind, operation, request))
                    .orElseGet(() -> answer(operation, request, fault));
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s failed", operation.name());
            return new Refused(RefusalCode.INTERNAL_SERVICE_ERROR.because("The simulator failed; its log says why."));
        }
    }

    private AwsReply goWrong(FaultKind kind, AwsOperation operation, AwsRequest request) {
        return switch (kind) {
            case THROTTLE -> throttled();
            case INTERNAL_ERROR -> new Refused(RefusalCode.INTERNAL_SERVICE_ERROR.because("Internal failure"));
            case LOST_REQUEST -> new Lost();
            case LOST_RESPONSE -> {
                AwsReply unheard = answer(operation, request, Optional.of(kind));
                LOG.debugf("%s is answered, but nobody hears %s", operation.name(), unheard);
                yield new Lost();
            }
            case UNPROCESSED, EMPTY_PAGE -> answer(operation, request, Optional.of(kind));
        };
    }

    private AwsReply answer(AwsOperation operation, AwsRequest request, Optional<FaultKind> fault) {
        try {
            return new Answered(operation.answer(parse(request), request.region(), fault));
        } catch (RefusedException e) {
            return new Refused(e.refusal());
        } catch (IOException e) {
            return new Refused(RefusalCode.SERIALIZATION.because("The request is not JSON."));
        }
    }

    private static AwsReply throttled() {
        return new Refused(RefusalCode.THROTTLING.because("Rate exceeded"));
    }

    private JsonNode parse(AwsRequest request) throws IOException {
        JsonNode node = json.readTree(request.body().getBytes());
        if (node.isMissingNode()) {
            throw new RefusedException(RefusalCode.SERIALIZATION.because("The request is empty."));
        }
        return node;
    }

    private static Decision<Optional<FaultKind>> nextFault(String operation, Moment moment) {
        Optional<FaultKind> next = moment.marketplace().faults().next(operation);
        List<MarketplaceEvent> spent = next.isPresent() ? List.of(new FaultSpent(operation)) : List.of();
        return new Accepted<>(spent, next);
    }
}
