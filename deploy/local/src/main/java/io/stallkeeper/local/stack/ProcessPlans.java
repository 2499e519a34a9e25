package io.stallkeeper.local.stack;

import io.stallkeeper.local.process.Probe;
import io.stallkeeper.local.process.ProcessPlan;
import io.stallkeeper.local.process.StopSignal;
import io.stallkeeper.local.server.KafkaProcess;
import io.stallkeeper.local.server.PostgresFolder;
import io.stallkeeper.local.server.SqsConfiguration;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How each process of a stack is started: small heaps, so that all of them together fit into 4 GB. */
final class ProcessPlans {

    /** Quick to start and small, rather than fast in the long run. */
    private static final List<String> SMALL = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:MaxMetaspaceSize=192m",
            "-XX:ReservedCodeCacheSize=64m");

    private static final String SERVICE_HEAP = "-Xmx144m";

    private final StackSettings settings;
    private final StackAddresses addresses;

    ProcessPlans(StackSettings settings, StackAddresses addresses) {
        this.settings = settings;
        this.addresses = addresses;
    }

    ProcessPlan postgres(PostgresFolder postgres) {
        return ProcessPlan.of("postgres", postgres.serverCommand(), Map.of(), postgres::isReady)
                .stoppedBy(StopSignal.INT);
    }

    ProcessPlan kafka() {
        var command = java("-Xmx256m");
        command.addAll(ownMain(
                KafkaProcess.class.getName(),
                settings.folder().kafka().toString(),
                Integer.toString(settings.ports().kafka())));
        return ProcessPlan.of(
                "kafka", command, Map.of(), Probe.port(settings.ports().kafka()));
    }

    ProcessPlan sqs() {
        var configuration =
                SqsConfiguration.write(settings.folder().sqs(), settings.ports().sqs(), DemoProducts.queues());
        var command = java("-Xmx64m", "-Dconfig.file=" + configuration);
        command.addAll(ownMain(SqsConfiguration.MAIN_CLASS));
        var listing = addresses.sqs().resolve("/?Action=ListQueues");
        return ProcessPlan.of("sqs", command, Map.of(), Probe.http(listing));
    }

    ProcessPlan simulator() {
        var command = java(
                "-Xmx128m",
                "-Dquarkus.http.port=" + settings.ports().simulator(),
                "-Dsimulator.data-dir=" + settings.folder().simulator(),
                "-Dsimulator.sqs.endpoint=" + addresses.sqs());
        command.addAll(module("deploy/marketplace-simulator").jvmArguments());
        return ProcessPlan.of("simulator", command, settings.environment(), readiness(addresses.simulator()));
    }

    ProcessPlan service(ServiceName service) {
        return service(service, service.processName(), service.address(addresses));
    }

    /** One more replica of the service, under a name and an address of its own. */
    ProcessPlan service(ServiceName service, String name, URI address) {
        var environment = new ServiceEnvironment(settings, addresses).of(service, address.getPort());
        var module = module(service.processName());
        var command =
                switch (settings.packaging()) {
                    case Packaging.Jar _ -> command(name, module);
                    case Packaging.Executable _ ->
                        List.of(module.executable().toString(), SERVICE_HEAP, temporary(name));
                    case Packaging.Image image ->
                        container(service, image, name + "-" + address.getPort(), environment);
                };
        return ProcessPlan.of(name, command, environment, readiness(address));
    }

    private static Probe readiness(URI address) {
        return Probe.http(address.resolve("/q/health/ready"));
    }

    private List<String> command(String name, PackagedModule service) {
        var crash = "-XX:ErrorFile=" + settings.folder().logs().resolve(name + "-crash-%p.log");
        var command = java(SERVICE_HEAP, temporary(name), crash);
        command.addAll(service.jvmArguments());
        return command;
    }

    private List<String> container(
            ServiceName service, Packaging.Image image, String suffix, Map<String, String> environment) {
        var files = new ArrayList<>(List.of(settings.folder().keySet()));
        Optional.ofNullable(environment.get(DemoProducts.DESCRIBED_BY))
                .map(Path::of)
                .ifPresent(files::add);
        var name = "stallkeeper/" + service.processName() + ":" + image.tag();
        return new ServiceContainer(name, "stallkeeper-" + suffix, environment.keySet(), files).command();
    }

    /**
     * Libraries that Java code brings along are unpacked there, some under one name: a process that starts would
     * overwrite what others run.
     */
    private String temporary(String name) {
        return "-Djava.io.tmpdir=" + settings.folder().temporary(name);
    }

    private PackagedModule module(String name) {
        return new PackagedModule(settings.checkout().resolve(name));
    }

    private static List<String> ownMain(String mainClass, String... arguments) {
        // An option of own mains alone: packaged applications say it in their manifest, and their caches are void with
        // it.
        var command = new ArrayList<>(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
        command.addAll(List.of(arguments));
        return command;
    }

    private List<String> java(String... options) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + settings.checkout().resolve("deploy/jvm-options"));
        command.addAll(SMALL);
        command.addAll(List.of(options));
        return command;
    }
}
