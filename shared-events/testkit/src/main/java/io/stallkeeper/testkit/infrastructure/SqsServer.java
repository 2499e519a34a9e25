package io.stallkeeper.testkit.infrastructure;

import java.net.URI;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/** A server on loopback that speaks the protocol of Amazon SQS. Keeps its messages in memory. */
public final class SqsServer implements AutoCloseable {

    private final SQSRestServer server;
    private final int port;

    private SqsServer(SQSRestServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /** @param port 0 for any free one */
    public static SqsServer start(int port) {
        var server =
                SQSRestServerBuilder.withInterface("127.0.0.1").withPort(port).start();
        return new SqsServer(server, server.waitUntilStarted().localAddress().getPort());
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        server.stopAndWait();
    }
}
