package io.stallkeeper.simulator;

import io.stallkeeper.simulator.adapters.journal.Journal;
import io.stallkeeper.simulator.domain.AgreementDecider;
import io.stallkeeper.simulator.domain.Behavior;
import io.stallkeeper.simulator.domain.BehaviorPreset;
import io.stallkeeper.simulator.domain.Conditions;
import io.stallkeeper.simulator.domain.Decision;
import io.stallkeeper.simulator.domain.Decision.Accepted;
import io.stallkeeper.simulator.domain.MarketplaceEvent;
import io.stallkeeper.simulator.domain.MarketplaceEvent.FaultSpent;
import io.stallkeeper.simulator.domain.MarketplaceEvent.NotificationDelivered;
import io.stallkeeper.simulator.domain.MeteringDecider;
import io.stallkeeper.simulator.domain.Moment;
import io.stallkeeper.simulator.domain.RegistrationDecider;
import io.stallkeeper.simulator.domain.StageSettingDecider;
import io.stallkeeper.simulator.domain.Subscription;
import io.stallkeeper.simulator.domain.TokenUse;
import io.stallkeeper.simulator.domain.agreement.ActivationEvent;
import io.stallkeeper.simulator.domain.agreement.Entitlement;
import io.stallkeeper.simulator.domain.agreement.EntitlementValue;
import io.stallkeeper.simulator.domain.agreement.FinalWindowOpens;
import io.stallkeeper.simulator.domain.agreement.LifecycleTiming;
import io.stallkeeper.simulator.domain.fault.Fault;
import io.stallkeeper.simulator.domain.fault.FaultKind;
import io.stallkeeper.simulator.domain.fault.QueuedFault;
import io.stallkeeper.simulator.domain.listing.Dimension;
import io.stallkeeper.simulator.domain.listing.DimensionKind;
import io.stallkeeper.simulator.domain.listing.NotificationForm;
import io.stallkeeper.simulator.domain.listing.NotificationRoute;
import io.stallkeeper.simulator.domain.listing.PricingModel;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import io.stallkeeper.simulator.domain.listing.TargetKind;
import io.stallkeeper.simulator.domain.metering.MeterCall;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.ActivationStart;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.AfterEnd;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.Deduplication;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.IdenticalResend;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.IdentifierRules;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.MonthGrace;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.TagLimit;
import io.stallkeeper.simulator.domain.metering.Tag;
import io.stallkeeper.simulator.domain.metering.UsageAllocation;
import io.stallkeeper.simulator.domain.metering.UsageRecord;
import io.stallkeeper.simulator.domain.notification.DeliveryPolicy;
import io.stallkeeper.simulator.domain.notification.Notification;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/** A short play that makes every kind of event happen at least once. */
final class Played {
    static final String AGREEMENT = "agmt-1";
    static final String LICENSE = "arn:aws:license-manager::294406891311:license:l-00000000000000000000000000000001";
    private static final String ACCOUNT = "111122223333";
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final LifecycleTiming TIMING = new LifecycleTiming(
            Duration.ZERO,
            Duration.ofSeconds(31),
            Duration.ofHours(1),
            FinalWindowOpens.AT_DEPROVISIONING,
            ActivationEvent.LICENSE_UPDATED);

    private Played() {}

    static Simulation inMemory() {
        return on(_ -> Journal.inMemory(), InstantSource.fixed(NOON));
    }

    static Simulation in(Path folder) {
        return in(folder, InstantSource.fixed(NOON));
    }

    static Simulation in(Path folder, InstantSource realTime) {
        return on(reader -> Journal.in(folder, Journal.Durability.DISK, reader), realTime);
    }

    private static Simulation on(Simulation.Opening opening, InstantSource realTime) {
        return new Simulation(new Behavior(TIMING, DeliveryPolicy.calm(1)), opening, realTime);
    }

    static void everything(Simulation simulation) {
        accepted(simulation, moment -> StageSettingDecider.list(product(), moment));
        accepted(simulation, moment -> AgreementDecider.subscribe(subscription(), moment));
        accepted(simulation, moment -> RegistrationDecider.issue("hash", AGREEMENT, Duration.ofHours(4), moment));
        accepted(simulation, moment -> RegistrationDecider.resolve("hash", TokenUse.SINGLE_USE, moment));
        meter(simulation, 3);
        meter(simulation, 4);
        List<Entitlement> all = List.of(
                new Entitlement("seats", new EntitlementValue.OfInteger(7)),
                new Entitlement("gb", new EntitlementValue.OfDouble(2.5)),
                new Entitlement("sso", new EntitlementValue.OfBoolean(true)),
                new Entitlement("tier", new EntitlementValue.OfString("gold")));
        accepted(simulation, moment -> AgreementDecider.changeEntitlements(AGREEMENT, all, moment));
        accepted(
                simulation,
                moment -> StageSettingDecider.queue(
                        new QueuedFault("BatchMeterUsage", Fault.of(FaultKind.THROTTLE), 2), moment));
        accepted(simulation, _ -> happened(new FaultSpent("BatchMeterUsage")));
        String first = simulation.look(
                moment -> moment.marketplace().outbox().waiting().getFirst().id());
        accepted(simulation, moment -> happened(new NotificationDelivered(first, moment.now())));
        accepted(simulation, moment -> AgreementDecider.changeAutoRenewal(AGREEMENT, true, moment));
        accepted(simulation, moment -> StageSettingDecider.setClock(0.5, null, moment));
        accepted(simulation, _ -> StageSettingDecider.behave(BehaviorPreset.HOUR_GAP.behavior(2)));
        accepted(simulation, _ -> StageSettingDecider.behave(BehaviorPreset.IMMEDIATE.behavior(2)));
        accepted(simulation, moment -> AgreementDecider.cancel(AGREEMENT, moment));
        accepted(simulation, moment -> StageSettingDecider.advanceClock(Duration.ofHours(3), moment));
    }

    /** The same notification on its way to somewhere else. */
    static Notification routed(Notification old, NotificationRoute route) {
        return copy(old, route, old.sends());
    }

    /** The same notification, sent at these times. */
    static Notification sent(Notification old, List<Instant> sends) {
        return copy(old, old.route(), sends);
    }

    private static Notification copy(Notification old, NotificationRoute route, List<Instant> sends) {
        return new Notification(
                old.id(),
                old.type(),
                old.role(),
                old.terms(),
                old.productId(),
                route,
                old.agreementStatus(),
                old.autoRenewal(),
                old.namesOffer(),
                old.at(),
                sends);
    }

    /** All that can be seen of a marketplace. */
    static List<Object> seen(Simulation simulation) {
        return simulation.look(moment -> List.<Object>of(
                moment.now(),
                moment.marketplace().clockRate(),
                moment.marketplace().behavior(),
                moment.marketplace().products(),
                moment.marketplace().agreements().all(),
                moment.marketplace().ledger().billed(),
                moment.marketplace().ledger().refused().toList(),
                moment.marketplace().outbox().all(),
                moment.marketplace().outbox().queued(),
                moment.marketplace().faults().waiting("BatchMeterUsage"),
                moment.marketplace().token("hash").orElseThrow()));
    }

    private static void meter(Simulation simulation, int quantity) {
        var policy = new MeteringPolicy(
                IdenticalResend.SUCCESS,
                IdentifierRules.STRICT,
                ActivationStart.HOUR,
                TagLimit.PER_ALLOCATION,
                MonthGrace.WITHIN_24_HOURS,
                Deduplication.PER_REGION,
                Duration.ZERO,
                AfterEnd.TAKEN);
        var allocation = new UsageAllocation(quantity, List.of(new Tag("team", "blue")));
        var record = new UsageRecord(NOON, "sms", quantity, ACCOUNT, LICENSE, null, List.of(allocation));
        var call = new MeterCall("us-east-1", null, List.of(record));
        accepted(simulation, moment -> new MeteringDecider(policy).meter(call, 1, moment));
    }

    private static Product product() {
        return new Product(
                "p",
                "prod-1",
                ProductIdentity.MIGRATED,
                PricingModel.CONTRACT_WITH_CONSUMPTION,
                List.of(
                        new Dimension("seats", DimensionKind.ENTITLED),
                        new Dimension("gb", DimensionKind.ENTITLED_AND_METERED),
                        new Dimension("sso", DimensionKind.ENTITLED),
                        new Dimension("tier", DimensionKind.ENTITLED),
                        new Dimension("sms", DimensionKind.METERED)),
                "https://example.com/register",
                List.of(new NotificationRoute(
                        NotificationForm.EVENTBRIDGE, TargetKind.SQS, "http://localhost:9324/000000000000/q")));
    }

    private static Subscription subscription() {
        return new Subscription(
                AGREEMENT,
                LICENSE,
                "offer-1",
                "p",
                ACCOUNT,
                List.of(new Entitlement("seats", new EntitlementValue.OfInteger(5))),
                null,
                Conditions.usual());
    }

    private static Decision<String> happened(MarketplaceEvent event) {
        return new Accepted<>(List.of(event), "done");
    }

    private static <T> void accepted(Simulation simulation, Function<Moment, Decision<T>> decider) {
        if (simulation.decide(decider) instanceof Decision.Rejected<T>(var refusal)) {
            throw new AssertionError(refusal);
        }
    }
}
