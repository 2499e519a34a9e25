package io.stallkeeper.metering.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UsageBodyTest {

    private final BodyBudget budget = new BodyBudget(16_777_216);

    @Test
    void a_body_of_the_largest_size_is_read_and_a_byte_more_is_not() {
        assertThat(read(new byte[UsageBody.MAX_BYTES], null)).hasSize(UsageBody.MAX_BYTES);
        assertThat(read(new byte[0], "identity")).isEmpty();
        assertProblem(413, "body-too-large", () -> read(new byte[UsageBody.MAX_BYTES + 1], null));
        assertThat(budget.used()).isZero();
    }

    @Test
    void a_body_without_end_is_read_only_up_to_the_bound() {
        var endless = new InputStream() {
            private long read;

            @Override
            public int read() {
                read++;
                return ' ';
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                read += length;
                return length;
            }
        };

        assertProblem(413, "body-too-large", () -> read(endless, null));
        assertThat(endless.read).isLessThanOrEqualTo(UsageBody.MAX_BYTES + 1);
    }

    @Test
    void a_packed_body_is_unpacked_up_to_the_same_bound() throws IOException {
        assertThat(read(gzip(new byte[1_000_000]), "gzip")).hasSize(1_000_000);
        assertThat(read(gzip(new byte[10]), " GZIP")).hasSize(10);
        var bomb = gzip(new byte[100_000_000]);
        assertThat(bomb).hasSizeLessThan(200_000);
        assertProblem(413, "body-too-large", () -> read(bomb, "gzip"));
        assertProblem(400, "body-not-readable", () -> read(new byte[] {1, 2, 3}, "gzip"));
        assertProblem(400, "body-not-readable", () -> read(new byte[0], "gzip"));
        assertProblem(415, "content-encoding-not-supported", () -> read(new byte[0], "br"));
        assertProblem(415, "content-encoding-not-supported", () -> read(new byte[0], "gzip, gzip"));
    }

    @Test
    void what_finds_the_budget_used_up_is_told_to_come_again() {
        var small = new BodyBudget(100_000);
        try (var first = small.share();
                var second = small.share()) {
            assertThat(UsageBody.read(new ByteArrayInputStream(new byte[40_000]), null, first))
                    .hasSize(40_000);
            assertThat(small.used()).isEqualTo(65_536);

            assertProblem(503, "busy", () -> UsageBody.read(new ByteArrayInputStream(new byte[40_000]), null, second));
        }
        assertThat(small.used()).isZero();
        try (var again = small.share()) {
            assertThat(UsageBody.read(new ByteArrayInputStream(new byte[40_000]), null, again))
                    .hasSize(40_000);
        }
    }

    @Test
    void small_requests_are_bounded_in_number() {
        var small = new BodyBudget(3 * BodyBudget.SMALLEST_SHARE);
        var taken = 0;
        while (small.share().holds(1)) {
            taken++;
        }
        assertThat(taken).isEqualTo(3);
    }

    private byte[] read(byte[] body, @Nullable String encoding) {
        return read(new ByteArrayInputStream(body), encoding);
    }

    private byte[] read(InputStream body, @Nullable String encoding) {
        try (var share = budget.share()) {
            return UsageBody.read(body, encoding, share);
        }
    }

    private static byte[] gzip(byte[] body) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        }
        return packed.toByteArray();
    }

    private static void assertProblem(int status, String reason, ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(HttpProblem.class, problem -> {
            assertThat(problem.getStatusCode()).isEqualTo(status);
            assertThat(problem.getParameters()).containsEntry("reason", reason);
        });
    }
}
