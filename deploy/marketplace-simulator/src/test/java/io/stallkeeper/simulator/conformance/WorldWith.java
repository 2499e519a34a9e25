package io.stallkeeper.simulator.conformance;

import io.stallkeeper.simulator.DeliveryReported;
import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.Witness;
import io.stallkeeper.simulator.adapters.delivery.Courier;
import io.stallkeeper.simulator.adapters.delivery.EventVintage;
import io.stallkeeper.simulator.adapters.delivery.LicenseArnForm;
import io.stallkeeper.simulator.adapters.delivery.NotificationBody;
import io.stallkeeper.simulator.adapters.delivery.Patience;
import io.stallkeeper.simulator.adapters.delivery.QueueClients.QueueAccess;
import io.stallkeeper.simulator.adapters.delivery.Targets;
import io.stallkeeper.simulator.adapters.journal.Journal;
import io.stallkeeper.simulator.api.CallLog;
import io.stallkeeper.simulator.api.aws.AwsRoute;
import io.stallkeeper.simulator.api.aws.FrontDoor;
import io.stallkeeper.simulator.api.aws.operation.AwsOperation;
import io.stallkeeper.simulator.api.aws.operation.BatchMeterUsage;
import io.stallkeeper.simulator.api.aws.operation.GetEntitlements;
import io.stallkeeper.simulator.api.aws.operation.ResolveCustomer;
import io.stallkeeper.simulator.api.aws.operation.SearchAgreements;
import io.stallkeeper.simulator.api.aws.signature.SellerKey;
import io.stallkeeper.simulator.api.aws.signature.SignatureCheck;
import io.stallkeeper.simulator.api.aws.signature.SignatureCheck.Regions;
import io.stallkeeper.simulator.domain.Behavior;
import io.stallkeeper.simulator.domain.MarketplaceEvent;
import io.stallkeeper.simulator.domain.MarketplaceEvent.NotificationQueued;
import io.stallkeeper.simulator.domain.MeteringDecider;
import io.stallkeeper.simulator.domain.TokenUse;
import io.stallkeeper.simulator.domain.agreement.ActivationEvent;
import io.stallkeeper.simulator.domain.agreement.FinalWindowOpens;
import io.stallkeeper.simulator.domain.agreement.LifecycleTiming;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.ActivationStart;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.AfterEnd;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.Deduplication;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.IdenticalResend;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.IdentifierRules;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.MonthGrace;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.TagLimit;
import io.stallkeeper.simulator.domain.notification.DeliveryPolicy;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A marketplace of its own for rules that need another setting: the same wire on another port of this JVM. */
final class WorldWith implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final World world;
    private final Courier courier;

    /** @param setting as {@code name=value} */
    WorldWith(String setting) {
        InstantSource realTime = InstantSource.system();
        var simulation =
                new Simulation(new Behavior(timing(setting), delivery(setting)), _ -> Journal.inMemory(), realTime);
        courier = new Courier(
                new Targets(new QueueAccess(Optional.empty(), "us-east-1", "any", "secret"), Optional.empty()),
                new NotificationBody(
                        "123456789012",
                        setting.equals("simulator.delivery.event-vintage=earlier")
                                ? EventVintage.EARLIER
                                : EventVintage.NEWEST,
                        LicenseArnForm.OBSERVED),
                Patience.ofEventBridge(),
                new DeliveryReported(simulation),
                realTime);
        simulation.tell(told(courier));
        List<AwsOperation> operations = List.of(
                new ResolveCustomer(
                        simulation,
                        setting.equals("simulator.token-use=single-use") ? TokenUse.SINGLE_USE : TokenUse.REUSABLE),
                new BatchMeterUsage(simulation, new MeteringDecider(policy(setting)), regions(setting)),
                new GetEntitlements(simulation),
                new SearchAgreements(simulation, "123456789012"));
        Router router = Router.router(vertx);
        var door = new FrontDoor(simulation, signatures(setting, realTime), Map.of(), realTime);
        new AwsRoute(simulation, operations, door, new CallLog(0, 0), realTime).on(router);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        world = new World(URI.create("http://127.0.0.1:" + server.actualPort() + "/"), simulation);
    }

    World world() {
        return world;
    }

    @Override
    public void close() {
        courier.close();
        server.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static Witness told(Courier courier) {
        return new Witness() {
            @Override
            public void happened(MarketplaceEvent event) {
                if (event instanceof NotificationQueued(var notification)) {
                    courier.bring(notification);
                }
            }

            @Override
            public void timeIs(Instant now) {
                courier.timeIs(now);
            }
        };
    }

    private static DeliveryPolicy delivery(String setting) {
        return new DeliveryPolicy(
                Duration.ZERO,
                Duration.ZERO,
                setting.equals("simulator.delivery.duplication=1") ? 1 : 0,
                setting.equals("simulator.delivery.reordering=1") ? 1 : 0,
                Duration.ofMinutes(2),
                setting.equals("simulator.delivery.loss=1") ? 1 : 0,
                setting.equals("simulator.delivery.twins=true"),
                !setting.equals("simulator.delivery.ended-names-offer=false"),
                1);
    }

    private static LifecycleTiming timing(String setting) {
        return new LifecycleTiming(
                setting.startsWith("simulator.lifecycle.activation-") ? Duration.ofMinutes(1) : Duration.ZERO,
                Duration.ofSeconds(31),
                Duration.ofHours(1),
                setting.equals("simulator.lifecycle.final-window-opens=at-end")
                        ? FinalWindowOpens.AT_END
                        : FinalWindowOpens.AT_DEPROVISIONING,
                setting.equals("simulator.lifecycle.activation-event=purchase-agreement-created")
                        ? ActivationEvent.PURCHASE_AGREEMENT_CREATED
                        : ActivationEvent.LICENSE_UPDATED);
    }

    private static MeteringPolicy policy(String setting) {
        return new MeteringPolicy(
                setting.equals("simulator.metering.identical-resend=duplicate-record")
                        ? IdenticalResend.DUPLICATE_RECORD
                        : IdenticalResend.SUCCESS,
                setting.equals("simulator.metering.identifier-rules=lenient")
                        ? IdentifierRules.LENIENT
                        : IdentifierRules.STRICT,
                setting.equals("simulator.metering.activation-start=instant")
                        ? ActivationStart.INSTANT
                        : ActivationStart.HOUR,
                setting.equals("simulator.metering.tag-limit=per-record")
                        ? TagLimit.PER_RECORD
                        : TagLimit.PER_ALLOCATION,
                setting.equals("simulator.metering.month-grace=beyond-24-hours")
                        ? MonthGrace.BEYOND_24_HOURS
                        : MonthGrace.WITHIN_24_HOURS,
                setting.equals("simulator.metering.deduplication=across-regions")
                        ? Deduplication.ACROSS_REGIONS
                        : Deduplication.PER_REGION,
                Duration.ofMinutes(5),
                setting.equals("simulator.metering.after-end=refused") ? AfterEnd.REFUSED : AfterEnd.TAKEN);
    }

    private static Set<String> regions(String setting) {
        return setting.equals("simulator.metering.regions=us-east-1") ? Set.of("us-east-1") : Set.of();
    }

    private static SignatureCheck signatures(String setting, InstantSource realTime) {
        String name = "simulator.sigv4.credentials=";
        List<SellerKey> keys =
                setting.startsWith(name) ? List.of(SellerKey.of(setting.substring(name.length()))) : List.of();
        return new SignatureCheck(
                keys,
                Duration.ofMinutes(5),
                setting.equals("simulator.sigv4.regions=aws") ? Regions.AWS : Regions.ANY,
                realTime);
    }
}
