package io.stallkeeper.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** Where the parts of a stack answer. */
public record StackAddresses(
        URI registration,
        URI subscription,
        URI metering,
        URI entitlement,
        URI simulator,
        URI sqs,
        String kafka,
        String postgres) {

    static StackAddresses of(StackPorts ports) {
        return new StackAddresses(
                http(ports.registration()),
                http(ports.subscription()),
                http(ports.metering()),
                http(ports.entitlement()),
                http(ports.simulator()),
                http(ports.sqs()),
                "127.0.0.1:" + ports.kafka(),
                "127.0.0.1:" + ports.postgres());
    }

    /** The page that a buyer's browser posts the token to. */
    public URI registrationPage() {
        return registration.resolve("/register");
    }

    /** The queue's URL, as the SQS server spells it. */
    public String queueUrl(String name) {
        return sqs + "/000000000000/" + name;
    }

    /** Those of the stack that runs with this folder; empty if none does. */
    public static Optional<StackAddresses> ofRunning(StackFolder folder) {
        if (!StackLock.isHeld(folder.lock()) || !Files.exists(folder.addresses())) {
            return Optional.empty();
        }
        try (var in = Files.newBufferedReader(folder.addresses())) {
            var read = new Properties();
            read.load(in);
            return Optional.of(new StackAddresses(
                    URI.create(read.getProperty("registration")),
                    URI.create(read.getProperty("subscription")),
                    URI.create(read.getProperty("metering")),
                    URI.create(read.getProperty("entitlement")),
                    URI.create(read.getProperty("simulator")),
                    URI.create(read.getProperty("sqs")),
                    read.getProperty("kafka"),
                    read.getProperty("postgres")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Path file) {
        var all = new Properties();
        all.setProperty("registration", registration.toString());
        all.setProperty("subscription", subscription.toString());
        all.setProperty("metering", metering.toString());
        all.setProperty("entitlement", entitlement.toString());
        all.setProperty("simulator", simulator.toString());
        all.setProperty("sqs", sqs.toString());
        all.setProperty("kafka", kafka);
        all.setProperty("postgres", postgres);
        try (var out = Files.newBufferedWriter(file)) {
            all.store(out, "where the stack of this folder answers");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI http(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
