package io.stallkeeper.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ports, on loopback, of everything. */
public record StackPorts(
        int registration,
        int subscription,
        int metering,
        int entitlement,
        int simulator,
        int kafka,
        int postgres,
        int sqs) {

    private static final int HOW_MANY = 8;

    /**
     * The usual ones, all moved by the same distance, so that several stacks can run side by side. PostgreSQL isn't on
     * its own usual port, where many a machine has one already.
     */
    public static StackPorts usual(int offset) {
        return new StackPorts(
                8081 + offset,
                8082 + offset,
                8083 + offset,
                8084 + offset,
                8090 + offset,
                9092 + offset,
                15432 + offset,
                9324 + offset);
    }

    /** Eight that nobody uses at the moment. */
    public static StackPorts free() {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (int i = 0; i < HOW_MANY; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            var ports = sockets.stream().mapToInt(ServerSocket::getLocalPort).toArray();
            return new StackPorts(ports[0], ports[1], ports[2], ports[3], ports[4], ports[5], ports[6], ports[7]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            sockets.forEach(StackPorts::close);
        }
    }

    /** Those that somebody else uses, as a reader knows them: {@code Kafka's 9092}. */
    public List<String> taken() {
        return byOwner().entrySet().stream()
                .filter(entry -> isTaken(entry.getValue()))
                .map(entry -> entry.getKey() + "'s " + entry.getValue())
                .toList();
    }

    private Map<String, Integer> byOwner() {
        var byOwner = new LinkedHashMap<String, Integer>();
        byOwner.put("registration-service", registration);
        byOwner.put("subscription-service", subscription);
        byOwner.put("metering-service", metering);
        byOwner.put("entitlement-service", entitlement);
        byOwner.put("the simulator", simulator);
        byOwner.put("Kafka", kafka);
        byOwner.put("PostgreSQL", postgres);
        byOwner.put("the SQS server", sqs);
        return byOwner;
    }

    private static boolean isTaken(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
