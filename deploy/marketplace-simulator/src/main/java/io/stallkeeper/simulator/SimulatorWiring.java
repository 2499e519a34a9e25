package io.stallkeeper.simulator;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.stallkeeper.simulator.adapters.delivery.Courier;
import io.stallkeeper.simulator.adapters.delivery.NotificationBody;
import io.stallkeeper.simulator.adapters.delivery.NotificationFiles;
import io.stallkeeper.simulator.adapters.delivery.Patience;
import io.stallkeeper.simulator.adapters.delivery.QueueClients.QueueAccess;
import io.stallkeeper.simulator.adapters.delivery.Targets;
import io.stallkeeper.simulator.adapters.journal.Journal;
import io.stallkeeper.simulator.api.BrowserGuard;
import io.stallkeeper.simulator.api.CallLog;
import io.stallkeeper.simulator.api.admin.Identifiers;
import io.stallkeeper.simulator.api.aws.AwsRoute;
import io.stallkeeper.simulator.api.aws.FrontDoor;
import io.stallkeeper.simulator.api.aws.operation.AwsOperation;
import io.stallkeeper.simulator.api.aws.operation.BatchMeterUsage;
import io.stallkeeper.simulator.api.aws.operation.DescribeAgreement;
import io.stallkeeper.simulator.api.aws.operation.GetAgreementEntitlements;
import io.stallkeeper.simulator.api.aws.operation.GetAgreementTerms;
import io.stallkeeper.simulator.api.aws.operation.GetEntitlements;
import io.stallkeeper.simulator.api.aws.operation.MeterUsage;
import io.stallkeeper.simulator.api.aws.operation.ResolveCustomer;
import io.stallkeeper.simulator.api.aws.operation.SearchAgreements;
import io.stallkeeper.simulator.api.aws.signature.SellerKey;
import io.stallkeeper.simulator.api.aws.signature.SignatureCheck;
import io.stallkeeper.simulator.domain.MeteringDecider;
import io.stallkeeper.simulator.domain.fault.Throttle;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** Where everything meets: settings become objects here, and nowhere else. */
@Singleton
class SimulatorWiring {
    private static final Logger LOG = Logger.getLogger(SimulatorWiring.class);

    private final SimulatorSettings settings;
    private final InstantSource realTime = InstantSource.system();
    private final Simulation simulation;
    private final NotificationBody body;
    private final Courier courier;
    private final Ticker ticker;
    private final CallLog calls;

    SimulatorWiring(SimulatorSettings settings) {
        this.settings = settings;
        simulation =
                new Simulation(BehaviorSettings.read(settings, seed(settings.delivery())), journal(settings), realTime);
        body = new NotificationBody(
                settings.sellerAccountId(),
                settings.delivery().eventVintage(),
                settings.delivery().licenseArn());
        courier = new Courier(
                new Targets(access(settings.sqs()), settings.notificationsFolder()),
                body,
                Patience.ofEventBridge(),
                new DeliveryReported(simulation),
                realTime);
        ticker = new Ticker(simulation, settings.journal().summarizeAfterBytes());
        calls = new CallLog(settings.callsKept(), settings.callsKeptBytes());
    }

    void start(@Observes StartupEvent event) {
        simulation.look(moment -> moment.marketplace().outbox().waiting()).forEach(courier::bring);
        simulation.tell(new CourierCalled(courier));
        ticker.start();
    }

    void stop(@Observes ShutdownEvent event) {
        ticker.close();
        courier.close();
        simulation.close();
    }

    void route(@Observes Router router, List<AwsOperation> operations) {
        var throttles = Map.of(
                "BatchMeterUsage", new Throttle(settings.throttle().batchMeterUsage()),
                "GetEntitlements", new Throttle(settings.throttle().getEntitlements()),
                "ResolveCustomer", new Throttle(settings.throttle().resolveCustomer()));
        var door = new FrontDoor(simulation, signatures(settings.sigv4()), throttles, realTime);
        new BrowserGuard(settings.hosts().orElse(List.of())).on(router);
        new AwsRoute(simulation, operations, door, calls, realTime).on(router);
    }

    @Produces
    @Singleton
    Simulation simulation() {
        return simulation;
    }

    @Produces
    @Singleton
    NotificationBody notificationBody() {
        return body;
    }

    @Produces
    @Singleton
    Courier courier() {
        return courier;
    }

    @Produces
    @Singleton
    NotificationFiles notificationFiles() {
        return new NotificationFiles(settings.notificationsFolder());
    }

    @Produces
    @Singleton
    CallLog callLog() {
        return calls;
    }

    @Produces
    @Singleton
    List<AwsOperation> operations() {
        return List.of(
                new ResolveCustomer(simulation, settings.tokenUse()),
                new BatchMeterUsage(
                        simulation,
                        new MeteringDecider(policy(settings.metering())),
                        Set.copyOf(settings.metering().regions().orElse(List.of()))),
                new MeterUsage(),
                new GetEntitlements(simulation),
                new SearchAgreements(simulation, settings.sellerAccountId()),
                new DescribeAgreement(simulation, settings.sellerAccountId()),
                new GetAgreementTerms(simulation),
                new GetAgreementEntitlements(simulation, Identifiers::registrationToken));
    }

    private static MeteringPolicy policy(MeteringSettings metering) {
        return new MeteringPolicy(
                metering.identicalResend(),
                metering.identifierRules(),
                metering.activationStart(),
                metering.tagLimit(),
                metering.monthGrace(),
                metering.deduplication(),
                metering.futureTolerance(),
                metering.afterEnd());
    }

    private static Simulation.Opening journal(SimulatorSettings settings) {
        return reader -> settings.dataDir()
                .map(folder -> Journal.in(folder, settings.journal().durability(), reader))
                .orElseGet(Journal::inMemory);
    }

    private static long seed(SimulatorSettings.Delivery delivery) {
        long seed = delivery.seed().orElseGet(System::nanoTime);
        LOG.infof("notifications come to mischief, if to any, with simulator.delivery.seed=%d", seed);
        return seed;
    }

    private SignatureCheck signatures(SimulatorSettings.SigV4 sigv4) {
        List<SellerKey> keys = sigv4.credentials().orElse(List.of()).stream()
                .map(SellerKey::of)
                .toList();
        return new SignatureCheck(keys, sigv4.clockTolerance(), sigv4.regions(), realTime);
    }

    private static QueueAccess access(SimulatorSettings.Sqs sqs) {
        return new QueueAccess(sqs.endpoint(), sqs.region(), sqs.accessKeyId(), sqs.secretAccessKey());
    }
}
