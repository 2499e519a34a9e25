package io.stallkeeper.benchmark.start;

import io.stallkeeper.benchmark.Outcome;
import io.stallkeeper.benchmark.Progress;
import io.stallkeeper.benchmark.load.Load;
import io.stallkeeper.benchmark.process.MeasuredProcess;
import io.stallkeeper.benchmark.process.ScratchFolder;
import io.stallkeeper.local.stack.ServiceName;
import io.stallkeeper.local.stack.Stack;
import io.stallkeeper.local.stack.StackFolder;
import io.stallkeeper.local.stack.StackPorts;
import io.stallkeeper.local.stack.StackSettings;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** From exec to the first answer, and memory, of each service in each form, between the same servers. */
@Command(
        name = "start",
        description = "Start and memory of each service: on a JVM, with its AOT cache, as an executable.",
        mixinStandardHelpOptions = true)
public final class Start implements Callable<Integer> {

    private static final int CONNECTIONS = 8;
    private static final int QUIET_MS = 4_000;
    private static final double MB = 1024 * 1024;

    @Option(names = "--calls", defaultValue = "4000", description = "calls of one endpoint (default: 4000)")
    private long calls = 4_000;

    @Option(names = "--starts", defaultValue = "3", description = "starts of each form; the median counts (default: 3)")
    private int starts = 3;

    @Option(names = "--service", description = "one service alone, such as METERING (default: all)")
    private List<ServiceName> services = Arrays.asList(ServiceName.values());

    @Override
    public Integer call() throws InterruptedException {
        try (var folder = new ScratchFolder();
                var stack = Stack.in(
                        new StackSettings(
                                StackSettings.findCheckout(),
                                new StackFolder(folder.path().resolve("stack")),
                                StackPorts.free(),
                                Optional.empty()),
                        Progress::say)) {
            stack.startServers();
            for (var service : services) {
                // Tables and topics are made once, before anything is measured.
                launch(stack, service, Form.PLAIN_JVM, folder.path()).close();
                var plain = measure(stack, service, Form.PLAIN_JVM, folder.path());
                var cached = measure(stack, service, Form.CACHED_JVM, folder.path());
                var executable = measure(stack, service, Form.EXECUTABLE, folder.path());
                new Outcome(
                                "start " + service.processName(),
                                executable.readyMs(),
                                plain.readyMs(),
                                "ms",
                                "the same on a JVM",
                                List.of(plain, cached, executable).stream()
                                        .map(Footprint::text)
                                        .collect(Collectors.joining("; ")))
                        .print();
            }
        }
        return 0;
    }

    private Footprint measure(Stack stack, ServiceName service, Form form, Path folder) throws InterruptedException {
        Progress.say(service.processName() + ", " + form.title());
        var readyMs = new long[starts];
        for (int i = 0; i < starts - 1; i++) {
            try (var process = launch(stack, service, form, folder)) {
                readyMs[i] = process.readyAfter().toMillis();
            }
        }
        try (var process = launch(stack, service, form, folder)) {
            readyMs[starts - 1] = process.readyAfter().toMillis();
            Arrays.sort(readyMs);
            Thread.sleep(QUIET_MS);
            var idle = process.residentBytes();
            var callsPerSecond = callsPerSecond(stack, service, process.address());
            return new Footprint(
                    form,
                    readyMs[starts / 2],
                    Math.round(idle / MB),
                    Math.round(process.residentBytes() / MB),
                    callsPerSecond);
        }
    }

    private double callsPerSecond(Stack stack, ServiceName service, URI address) {
        var token = stack.tokens().tokenFor("operator");
        var asked = address.resolve(
                switch (service) {
                    case SUBSCRIPTION -> "/v1/subscriptions";
                    case METERING -> "/v1/parked-usage";
                    case REGISTRATION -> "/register";
                    case ENTITLEMENT -> "/v1/subscriptions/l-nobody/entitlements/seats";
                });
        try (var load = new Load(HttpMethod.GET, asked, Map.of("Authorization", "Bearer " + token), CONNECTIONS)) {
            return load.callsPerSecond(calls, _ -> Buffer.buffer(), _ -> {});
        }
    }

    private static MeasuredProcess launch(Stack stack, ServiceName service, Form form, Path folder) {
        int port = MeasuredProcess.freePort();
        var plan = stack.plan(service, form.packaging(), URI.create("http://127.0.0.1:" + port));
        return MeasuredProcess.launch(
                port,
                "/q/health/ready",
                folder.resolve(service.processName() + ".log"),
                form.command(plan.command()),
                plan.environment());
    }
}
