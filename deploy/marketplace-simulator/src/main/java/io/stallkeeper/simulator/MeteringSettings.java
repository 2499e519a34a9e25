package io.stallkeeper.simulator;

import io.smallrye.config.WithDefault;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.ActivationStart;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.AfterEnd;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.Deduplication;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.IdenticalResend;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.IdentifierRules;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.MonthGrace;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.TagLimit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What BatchMeterUsage does where sources disagree or are silent. */
public interface MeteringSettings {
    /** The answer to a repeated record: Success by the service model, DuplicateRecord by other texts. */
    @WithDefault("success")
    IdenticalResend identicalResend();

    /** Whether forbidden combinations of identifiers are refused, or billed twice as AWS warns that they are. */
    @WithDefault("strict")
    IdentifierRules identifierRules();

    /** Whether the hour of the activation is open from its start, as records that carry it need it. */
    @WithDefault("hour")
    ActivationStart activationStart();

    /** Whether usage of the last month that is older than 24 hours is taken, too, until its month closes. */
    @WithDefault("within-24-hours")
    MonthGrace monthGrace();

    /** Whether an hour is billed once in each Region, as the one text about it has it, or once in all of them. */
    @WithDefault("per-region")
    Deduplication deduplication();

    /**
     * Where BatchMeterUsage is enabled; elsewhere it is DisabledApiException. Empty: in all of AWS's Regions, as the
     * newest text lets the seller choose; {@code us-east-1} is what an older one has before asking for more.
     */
    Optional<List<String>> regions();

    /** Whether five tags are allowed in each allocation (service model) or in the whole record (guide). */
    @WithDefault("per-allocation")
    TagLimit tagLimit();

    /**
     * What becomes of a record of an hour that begins after the agreement's end. AWS refuses what is outside the
     * activation period, but says of no hour's start that it is; late usage of earlier hours needs a free hour.
     */
    @WithDefault("taken")
    AfterEnd afterEnd();

    /** How far ahead of the marketplace's clock a timestamp may be. AWS says nothing; clocks differ a little. */
    @WithDefault("PT5M")
    Duration futureTolerance();
}
