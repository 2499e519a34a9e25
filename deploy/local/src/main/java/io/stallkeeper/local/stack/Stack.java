package io.stallkeeper.local.stack;

import io.stallkeeper.local.marketplace.MarketplaceAdmin;
import io.stallkeeper.local.process.PidFiles;
import io.stallkeeper.local.process.ProcessPlan;
import io.stallkeeper.local.process.ProcessTable;
import io.stallkeeper.local.process.SupervisedProcess;
import io.stallkeeper.local.server.PostgresBinaries;
import io.stallkeeper.local.server.PostgresFolder;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Kafka, PostgreSQL, an SQS-compatible server, the marketplace simulator and the four services, each a process of its
 * own. They go on with what the folder holds. A process that dies is started again; {@link #close} ends all of them,
 * the services first.
 */
public final class Stack implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** A thread each: all that they do is wait for processes. */
    private static final Executor THREADS = Thread::startVirtualThread;

    private final StackSettings settings;
    private final StackAddresses addresses;
    private final StackProgress progress;
    private final StackLock lock;
    private final ProcessTable processes;
    private final TokenIssuer tokens;
    private final Map<String, URI> replicas = new ConcurrentHashMap<>();
    private final long startedAt = System.nanoTime();

    private Stack(StackSettings settings, StackProgress progress, StackLock lock) {
        this.settings = settings;
        this.addresses = StackAddresses.of(settings.ports());
        this.progress = progress;
        this.lock = lock;
        var folder = settings.folder();
        this.tokens = TokenIssuer.withKeyIn(folder.tokenKey());
        tokens.writeKeySet(folder.keySet());
        var pidFiles = new PidFiles(folder.processes());
        for (var left : pidFiles.endLeftovers()) {
            progress.say("ended " + left + ", which an earlier run had left behind");
        }
        this.processes = new ProcessTable(folder.logs(), pidFiles, (name, what) -> progress.say(name + " " + what));
    }

    /** Takes the folder and tidies up in it; starts nothing yet. Throws CannotStart if another stack has the folder. */
    public static Stack in(StackSettings settings, StackProgress progress) {
        settings.folder().make();
        return new Stack(settings, progress, StackLock.take(settings.folder().lock()));
    }

    /** Starts everything and returns when all of it is ready. Throws CannotStart with nothing left running. */
    public void start() {
        orClose(() -> {
            startAll();
            addresses.write(settings.folder().addresses());
        });
    }

    /**
     * Starts everything but the services, for whoever starts these by {@link #plan}. Throws CannotStart as start does.
     */
    public void startServers() {
        orClose(() -> {
            var servers = new Servers(new ProcessPlans(settings, addresses));
            CompletableFuture.allOf(servers.simulator, servers.others).join();
        });
    }

    private void orClose(Runnable starting) {
        try {
            refuseTakenPorts();
            starting.run();
        } catch (CompletionException e) {
            close();
            var cause = e.getCause() == null ? e : e.getCause();
            throw new CannotStart("The stack can't start: " + cause.getMessage());
        } catch (CannotStart e) {
            close();
            throw e;
        }
    }

    private void refuseTakenPorts() {
        var taken = settings.ports().taken();
        if (!taken.isEmpty()) {
            throw new CannotStart("In use by another program: port " + String.join(", ", taken)
                    + ". End that program, or choose others with --port-offset.");
        }
    }

    /** Services start as soon as what they can't start without is there. */
    private void startAll() {
        var plans = new ProcessPlans(settings, addresses);
        var servers = new Servers(plans);
        var services = servers.others.thenComposeAsync(_ -> startServices(plans), THREADS);
        CompletableFuture.allOf(servers.simulator, services).join();
    }

    /** The servers, on their way to being ready. */
    private final class Servers {

        final CompletableFuture<Void> simulator;
        final CompletableFuture<Void> others;

        Servers(ProcessPlans plans) {
            this.simulator = CompletableFuture.runAsync(() -> startAndWait(plans.simulator()), THREADS)
                    .thenRun(Stack.this::listProducts);
            this.others = CompletableFuture.allOf(
                    CompletableFuture.runAsync(() -> startPostgres(plans), THREADS),
                    CompletableFuture.runAsync(() -> startAndWait(plans.kafka()), THREADS),
                    CompletableFuture.runAsync(() -> startAndWait(plans.sqs()), THREADS));
        }
    }

    private CompletableFuture<Void> startServices(ProcessPlans plans) {
        var all = Arrays.stream(ServiceName.values())
                .map(service -> CompletableFuture.runAsync(() -> startAndWait(plans.service(service)), THREADS))
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(all);
    }

    private void startPostgres(ProcessPlans plans) {
        var folder = settings.folder().postgres();
        var binaries = PostgresBinaries.unpackedIn(folder.resolve("programs"));
        var postgres = new PostgresFolder(
                binaries, folder.resolve("data"), settings.ports().postgres());
        postgres.initialise();
        // The folder is locked and what was left has ended: nobody else runs a server in it.
        postgres.forgetKilledServer();
        startAndWait(plans.postgres(postgres));
        postgres.createDatabase();
    }

    private void startAndWait(ProcessPlan plan) {
        processes.start(plan).awaitReady(PATIENCE);
        progress.say("%-22s ready after %.1f s".formatted(plan.name(), secondsSinceStart()));
    }

    private void listProducts() {
        var marketplace = new MarketplaceAdmin(addresses.simulator());
        for (var product : DemoProducts.values()) {
            marketplace.list(product.listing(addresses));
        }
    }

    public StackSettings settings() {
        return settings;
    }

    public StackAddresses addresses() {
        return addresses;
    }

    /** Issues tokens that this stack's services accept. */
    public TokenIssuer tokens() {
        return tokens;
    }

    /**
     * One more replica of a service, on a free port, started unless it is there. Returns its address when it is ready.
     * Its process is called {@code <service>-<number>} and ends with the stack.
     */
    public URI replica(ServiceName service, int number) {
        return replicas.computeIfAbsent(service.processName() + "-" + number, name -> {
            var address = URI.create("http://127.0.0.1:" + StackPorts.free().metering());
            startAndWait(new ProcessPlans(settings, addresses).service(service, name, address));
            return address;
        });
    }

    /** How this stack would start one more replica of the service there, if its services were packaged so. */
    public ProcessPlan plan(ServiceName service, Packaging packaging, URI address) {
        return new ProcessPlans(settings.with(packaging), addresses).service(service, service.processName(), address);
    }

    /** A process by its name, such as {@code kafka} or {@code metering-service}. */
    public SupervisedProcess process(String name) {
        return processes.all().stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no process " + name));
    }

    /** The processes that a signal has ended which nobody here had sent. */
    public List<String> crashed() {
        return processes.all().stream()
                .filter(SupervisedProcess::hasCrashed)
                .map(SupervisedProcess::name)
                .toList();
    }

    public double secondsSinceStart() {
        return (System.nanoTime() - startedAt) / 1e9;
    }

    @Override
    public void close() {
        // Replicas are called after their service.
        processes.stopAll(
                process -> ServiceName.processNames().stream().anyMatch(service -> process.startsWith(service)));
        lock.close();
    }
}
