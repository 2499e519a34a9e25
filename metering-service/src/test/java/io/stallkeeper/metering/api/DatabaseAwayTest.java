package io.stallkeeper.metering.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class DatabaseAwayTest {

    @Test
    void a_database_that_nobody_reaches_is_told_as_away() {
        var answer = new UnreachableDatabase().of(new ConnectException("Connection refused"));

        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeaderString("Retry-After")).isEqualTo("5");
    }

    @Test
    void a_database_that_shuts_down_or_starts_is_told_as_away() {
        assertThat(toldOf("57P01").getStatusCode()).isEqualTo(503);
        assertThat(toldOf("57P03").getStatusCode()).isEqualTo(503);
    }

    @Test
    void whatever_else_the_database_refuses_is_a_defect() {
        assertThat(toldOf("42P01").getStatusCode()).isEqualTo(500);
    }

    private static HttpProblem toldOf(String sqlState) {
        return new InterruptedDatabase().toProblem(new PgException("no", "FATAL", sqlState, "of nothing"));
    }
}
