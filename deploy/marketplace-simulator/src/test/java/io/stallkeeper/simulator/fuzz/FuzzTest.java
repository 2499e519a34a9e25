package io.stallkeeper.simulator.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stallkeeper.simulator.fuzz.RawConnection.Answer;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever bytes arrive, an error in AWS's shape answers, or a closed connection; and it goes on serving. */
@QuarkusTest
class FuzzTest {
    private static final long SEED = 20_261_123;
    private static final int CONNECTIONS = 4;
    private static final int FRAMED_OF_EACH = 23_750;
    private static final int UNFRAMED_OF_EACH = 1_500;
    private static final int PIPELINED = 50;
    private static final int MOST_SHOWN = 10;
    private static final long MOST_GROWTH_BYTES = 128L << 20;
    private static final String USAGE = """
            {"Timestamp":1795427412,"Dimension":"requests","Quantity":1,"CustomerAWSAccountId":"111122223333",\
            "UsageAllocations":[{"AllocatedUsageQuantity":1,"Tags":[{"Key":"a","Value":"b"}]}],\
            "LicenseArn":"arn:aws:license-manager::294406891311:license:l-0"}""";

    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final ObjectMapper json = new ObjectMapper();
    private final CBORMapper cbor = new CBORMapper();

    @TestHTTPResource("/")
    URI base = URI.create("http://unset");

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void whatever_bytes_arrive_aws_answers() throws Exception {
        System.out.println("seed of the mutations: " + SEED);
        long before = heap();

        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Callable<Integer>> senders = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                int number = i;
                senders.add(() -> send(number));
            }
            int sent = 0;
            for (Future<Integer> sender : threads.invokeAll(senders)) {
                sent += sender.get();
            }
            assertEquals(CONNECTIONS * (FRAMED_OF_EACH + UNFRAMED_OF_EACH), sent);
        }

        assertEquals(List.of(), List.copyOf(wrong));
        assertTrue(heap() - before < MOST_GROWTH_BYTES, () -> "more heap in use: " + (heap() - before));
        serves();
    }

    private int send(int number) throws IOException {
        var mutations = new Mutations(new SplittableRandom(SEED + number), "p", USAGE);
        int sent = 0;
        try (RawConnection connection = new RawConnection(base)) {
            while (sent < FRAMED_OF_EACH) {
                var batch = new ByteArrayOutputStream();
                List<byte[]> requests = new ArrayList<>();
                for (int i = 0; i < PIPELINED; i++) {
                    requests.add(mutations.framed(number * 1_000_000 + sent + i));
                    batch.writeBytes(requests.getLast());
                }
                connection.send(batch.toByteArray());
                for (byte[] request : requests) {
                    check(connection.read(), request);
                }
                sent += PIPELINED;
            }
        }
        for (int i = 0; i < UNFRAMED_OF_EACH; i++) {
            sendAlone(mutations.unframed(number * 1_000_000 + sent + i));
        }
        return sent + UNFRAMED_OF_EACH;
    }

    /** Sends what may be anything; answers may come or not, but the connection ends. */
    private void sendAlone(byte[] request) throws IOException {
        try (RawConnection connection = new RawConnection(base)) {
            connection.send(request);
            connection.finish();
            while (true) {
                Answer answer = connection.read();
                if (!isOfHttpItself(answer)) {
                    check(answer, request);
                }
            }
        } catch (EOFException | SocketException _) {
            // It was closed, as it may be.
        }
    }

    /** What isn't HTTP can't be answered by AWS: no header, no path, no end. */
    private static boolean isOfHttpItself(Answer answer) {
        return answer.body().isEmpty() && Set.of(400, 404, 414, 431).contains(answer.status());
    }

    private void check(Answer answer, byte[] request) throws IOException {
        if (!isGood(answer) && wrong.size() < MOST_SHOWN) {
            wrong.add(answer + " to " + new String(request, StandardCharsets.ISO_8859_1));
        }
    }

    private boolean isGood(Answer answer) throws IOException {
        JsonNode body = answer.type().equals("application/cbor")
                ? cbor.readTree(answer.bytes())
                : json.readTree(answer.bytes());
        boolean isAws = answer.status() == 200
                ? body.isObject()
                : body.path("__type").asText().contains("#");
        // A mutated path may be nobody's: then the admin API says so in its own way.
        boolean isElsewhere = answer.type().equals("application/problem+json") && body.has("title");
        return answer.status() < 500 && (isAws || isElsewhere);
    }

    private void serves() throws IOException {
        try (RawConnection connection = new RawConnection(base)) {
            connection.send(RawConnection.bytes("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n"
                    + "X-Amz-Target: AWSMPCommerceService_v20200301.SearchAgreements\r\n\r\n{}"));
            assertEquals(200, connection.read().status());
        }
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
