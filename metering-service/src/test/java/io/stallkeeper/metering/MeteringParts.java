package io.stallkeeper.metering;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.metering.adapters.aws.BatchMeterUsage;
import io.stallkeeper.metering.adapters.aws.UsageSender;
import io.stallkeeper.metering.adapters.kafka.EntitlementEvents;
import io.stallkeeper.metering.adapters.kafka.SubscriptionEvents;
import io.stallkeeper.metering.adapters.kafka.UsageIntake;
import io.stallkeeper.metering.adapters.postgres.CallPace;
import io.stallkeeper.metering.adapters.postgres.FinalSettlement;
import io.stallkeeper.metering.adapters.postgres.HourCloser;
import io.stallkeeper.metering.adapters.postgres.IdleHours;
import io.stallkeeper.metering.adapters.postgres.LedgerDatabase;
import io.stallkeeper.metering.adapters.postgres.LedgerOffsets;
import io.stallkeeper.metering.adapters.postgres.OverdueHours;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.marketplacemetering.MarketplaceMeteringAsyncClient;

/**
 * The service's parts as its wiring puts them together, but without the service: nothing happens by itself, time is the
 * test's, and AWS is who the test says. To make them anew on the same database is to start the service again.
 */
public final class MeteringParts {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Longer than any pause between two attempts, so that a claim isn't mistaken for one. */
    private static final Duration CALL_TIMEOUT = Duration.ofDays(1);

    private final LedgerOffsets offsets;
    private final UsageIntake intake;
    private final SubscriptionEvents subscriptions;
    private final EntitlementEvents entitlements;
    private final OverdueHours overdue;
    private final IdleHours idle;
    private final HourCloser closer;
    private final FinalSettlement settlement;
    private final UsageSender sender;

    public MeteringParts(
            LedgerDatabase database, ProductCatalog products, Clock clock, MarketplaceMeteringAsyncClient aws) {
        var settings = settings();
        var wiring = new MeteringWiring();
        var log = new PostgresEventLog(database.pool(), clock);
        var tracer = OpenTelemetry.noop().getTracer("test");
        var intake = new IntakeWiring();
        var meters = wiring.meters();
        this.offsets = intake.ledgerOffsets(database.pool());
        var records = intake.usageRecords(intake.usageReader(products, clock));
        var metrics = new SimpleMeterRegistry();
        var known = intake.knownUsage(settings);
        var history = intake.usageHistory(database.pool());
        this.entitlements = new EntitlementEvents(wiring.inbox(log), wiring.contracts());
        var contracts = wiring.contractUsage(wiring.contracts(), history, products);
        var submissions = wiring.submissions(log);
        var late = intake.lateUsage(meters, contracts, submissions, products, settings);
        var fold = intake.usageFold(
                log, database.pool(), known, records, metrics, meters, late, products, settings, clock);
        this.intake = new UsageIntake(records, fold, tracer);
        this.subscriptions = new SubscriptionEvents(
                wiring.inbox(log),
                meters,
                intake.aliases(meters, late, wiring.contracts(), products, clock),
                () -> {},
                clock);
        this.overdue = wiring.overdueHours(log, contracts, clock);
        this.idle = wiring.idleHours(log, products, settings, clock);
        this.closer = MeteringWiring.hourCloser(log, contracts, submissions, products, settings.closingTerms(), clock);
        this.settlement = new SendingWiring().finalSettlement(log, meters, clock);
        var pace = new CallPace(log, "us-east-1", settings.callsPerSecond());
        var calls = new BatchMeterUsage(aws, AnonymousCredentialsProvider.create());
        this.sender = new SendingWiring().usageSender(log, meters, pace, calls, tracer, metrics, settings, clock);
    }

    private static MeteringSettings settings() {
        return new SmallRyeConfigBuilder()
                .withMapping(MeteringSettings.class)
                .withDefaultValues(Map.of(
                        // One after the other, so that the order of calls is the queue's.
                        "stallkeeper.metering.calls-in-flight",
                        "1",
                        "stallkeeper.metering.call-timeout",
                        CALL_TIMEOUT.toString(),
                        "stallkeeper.metering.calls-per-second",
                        "1000"))
                .build()
                .getConfigMapping(MeteringSettings.class);
    }

    public LedgerOffsets offsets() {
        return offsets;
    }

    public UsageIntake intake() {
        return intake;
    }

    public SubscriptionEvents subscriptions() {
        return subscriptions;
    }

    public EntitlementEvents entitlements() {
        return entitlements;
    }

    /** What the service's rounds do about time, until nothing is due. */
    public void closeWhatIsDue() {
        untilNothingIsLeft(overdue::giveUp);
        untilNothingIsLeft(idle::makeDue);
        untilNothingIsLeft(closer::closeDue);
        untilNothingIsLeft(settlement::settleDue);
    }

    /** Begins every call that is due. */
    public void send() {
        sender.sendWaiting().await().atMost(PATIENCE);
    }

    private static void untilNothingIsLeft(Supplier<Uni<Integer>> batch) {
        while (batch.get().await().atMost(PATIENCE) > 0) {
            // One batch after the other, as long as each finds something.
        }
    }
}
