package io.stallkeeper.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Whether something is ready, as its users would see it. Answers within seconds and never throws. */
@FunctionalInterface
public interface Probe {

    /** How long one look may take. */
    Duration PATIENCE = Duration.ofSeconds(3);

    boolean isReady();

    /** Ready when the address answers 200. */
    static Probe http(URI address) {
        return () -> {
            try (var http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build()) {
                var request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
                return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        };
    }

    /** Ready when the port on loopback takes connections. */
    static Probe port(int port) {
        return () -> {
            try (var socket = new Socket()) {
                var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
                socket.connect(address, (int) PATIENCE.toMillis());
                return true;
            } catch (IOException e) {
                return false;
            }
        };
    }
}
