package io.stallkeeper.metering.adapters.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and PostgreSQL, and can cut a connection at the worst of all moments: the commit has been
 * carried out, and its answer is lost.
 */
final class CommitCutter implements AutoCloseable {

    private final ServerSocket listener;
    private final int server;
    private final AtomicInteger toCut = new AtomicInteger();

    CommitCutter(int server) {
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.server = server;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    void cutNextCommit() {
        toCut.incrementAndGet();
    }

    boolean hasCut() {
        return toCut.get() == 0;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                var database = new Socket(InetAddress.getLoopbackAddress(), server);
                var connection = new Connection(client, database);
                Thread.ofVirtual().start(connection::toServer);
                Thread.ofVirtual().start(connection::toClient);
            } catch (IOException e) {
                return;
            }
        }
    }

    private final class Connection {
        private final Socket client;
        private final Socket database;
        private volatile boolean cutting;

        Connection(Socket client, Socket database) {
            this.client = client;
            this.database = database;
        }

        void toServer() {
            pump(client, database, bytes -> {
                if (new String(bytes, US_ASCII).contains("COMMIT") && toCut.get() > 0) {
                    cutting = true;
                }
                return true;
            });
        }

        void toClient() {
            pump(database, client, bytes -> {
                if (cutting) {
                    toCut.decrementAndGet();
                }
                return !cutting;
            });
        }
    }

    private interface Gate {
        boolean passes(byte[] bytes);
    }

    private static void pump(Socket from, Socket to, Gate gate) {
        var buffer = new byte[65_536];
        try (from;
                to;
                InputStream in = from.getInputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!gate.passes(java.util.Arrays.copyOf(buffer, read))) {
                    return;
                }
                to.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException e) {
            // The other direction has ended.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
