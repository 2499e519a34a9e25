package io.stallkeeper.simulator.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stallkeeper.simulator.fuzz.RawConnection.Answer;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body that can't be read is told so in AWS's words, as long as the headers before it could be. */
@QuarkusTest
class BrokenRequestTest {
    private static final String HEAD =
            "POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: AWSMPMeteringService.ResolveCustomer\r\n";

    @TestHTTPResource("/")
    URI base = URI.create("http://unset");

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n{}\r\n0\r\n\r\n", "ffffffffff\r\n{}\r\n0\r\n\r\n", "2\r\n{}\r\n-1\r\n\r\n"})
    void a_bad_chunk_is_answered_by_aws_before_the_connection_is_closed(String chunks) throws IOException {
        try (RawConnection connection = new RawConnection(base)) {
            connection.send(RawConnection.bytes(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunks));

            assertUnreadable(connection.read(), "The request cannot be read.");
            assertThrows(EOFException.class, connection::read);
        }
    }

    @Test
    void a_form_of_several_parts_is_called_by_its_name() throws IOException {
        String form =
                "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n{\"RegistrationToken\":\"x\"}\r\n--b--\r\n";

        assertUnreadable(answeredAsForm(form), "A body in several parts cannot be parsed.");
    }

    @Test
    void a_form_whose_parts_cannot_be_told_apart_is_answered_once() throws IOException {
        try (RawConnection connection = new RawConnection(base)) {
            connection.send(form("no boundary anywhere", "multipart/form-data"));
            connection.send(RawConnection.bytes(HEAD + "Content-Length: 0\r\n\r\n"));

            assertUnreadable(connection.read(), "A body in several parts cannot be parsed.");
            assertUnreadable(connection.read(), "The request is empty.");
        }
    }

    private Answer answeredAsForm(String form) throws IOException {
        try (RawConnection connection = new RawConnection(base)) {
            connection.send(form(form, "Multipart/form-data; boundary=b"));
            return connection.read();
        }
    }

    private static byte[] form(String form, String type) {
        return RawConnection.bytes(
                HEAD + "Content-Type: " + type + "\r\nContent-Length: " + form.length() + "\r\n\r\n" + form);
    }

    private static void assertUnreadable(Answer answer, String message) {
        assertEquals(400, answer.status());
        assertEquals("SerializationException", answer.headers().get("x-amzn-errortype"));
        assertTrue(answer.body().contains(message), answer::body);
    }
}
