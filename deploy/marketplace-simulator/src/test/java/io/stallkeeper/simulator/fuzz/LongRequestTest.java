package io.stallkeeper.simulator.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stallkeeper.simulator.fuzz.RawConnection.Answer;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Long headers and addresses are answered in AWS's shape; far longer ones by the HTTP layer, which ends the matter. */
@QuarkusTest
class LongRequestTest {
    @TestHTTPResource("/")
    URI base = URI.create("http://unset");

    @Test
    void a_long_header_is_answered_by_aws() throws IOException {
        Answer answer = answered("/", "x".repeat(1_000_000));

        assertEquals(400, answer.status());
        assertTrue(answer.body().contains("UnknownOperationException"));
    }

    @Test
    void a_long_address_is_answered_by_aws() throws IOException {
        Answer answer = answered("/" + "x".repeat(1_000_000), "nothing");

        assertEquals(400, answer.status());
        assertTrue(answer.body().contains("UnknownOperationException"));
    }

    @Test
    void longer_ones_are_refused_before_anybody_reads_them() throws IOException {
        assertEquals(431, answered("/", "x".repeat(1_100_000)).status());
        assertEquals(414, answered("/" + "x".repeat(1_100_000), "nothing").status());
    }

    private Answer answered(String path, String target) throws IOException {
        try (RawConnection connection = new RawConnection(base)) {
            connection.send(RawConnection.bytes("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: "
                    + target + "\r\nContent-Length: 2\r\n\r\n{}"));
            return connection.read();
        }
    }
}
