package io.stallkeeper.metering.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.metering.adapters.postgres.SendQueue.Claim;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is sent in which order, and whose a record is, on a real PostgreSQL. */
class SendQueueTest {

    private final MeteringDatabase database = MeteringDatabase.empty();

    @BeforeEach
    void set_clock() {
        database.setClock("2026-08-20T14:00:00Z");
    }

    @Test
    void an_end_goes_first_then_usage_then_idle_hours_each_by_deadline_and_what_was_refused_last() {
        freeze("idle", 1, "2026-08-20T15:00:00Z", SendQueue.RANK_IDLE);
        freeze("later", 1, "2026-08-20T18:00:00Z", SendQueue.RANK_USAGE);
        freeze("soon", 1, "2026-08-20T16:00:00Z", SendQueue.RANK_USAGE);
        freeze("end", 1, "2026-08-20T17:00:00Z", SendQueue.RANK_ENDING);
        freeze("over", 1, "2026-08-20T14:00:00Z", SendQueue.RANK_USAGE);
        database.execute("update metered_hour set product_code = dimension where dimension in ('idle', 'later')");

        assertThat(dimensions(claim())).containsExactlyInAnyOrder("end", "soon");
        assertThat(dimensions(claim())).containsExactly("later");
        assertThat(dimensions(claim())).containsExactly("idle");
        assertThat(claim()).isInstanceOf(Claim.NothingWaits.class);
    }

    @Test
    void a_call_has_25_records_of_one_product_and_one_kind_of_identity() {
        for (int i = 0; i < 30; i++) {
            freeze("d" + i, 1, "2026-08-20T16:00:00Z", SendQueue.RANK_USAGE);
        }
        database.execute("update metered_hour set license_arn = null where dimension in ('d1', 'd2', 'd3')");

        assertThat(dimensions(claim())).hasSize(25).doesNotContain("d1", "d2", "d3");
        assertThat(dimensions(claim())).containsExactlyInAnyOrder("d1", "d2", "d3");
        assertThat(dimensions(claim())).hasSize(2);
    }

    @Test
    void a_call_has_less_than_a_megabyte_and_always_one_record() {
        for (int i = 0; i < 3; i++) {
            freeze("d" + i, 1, "2026-08-20T16:00:00Z", SendQueue.RANK_USAGE);
        }
        database.execute("update metered_hour set record_bytes = 400000");
        database.execute("update metered_hour set record_bytes = 990000 where dimension = 'd2'");

        assertThat(dimensions(claim())).containsExactlyInAnyOrder("d0", "d1");
        assertThat(dimensions(claim())).containsExactly("d2");
    }

    @Test
    void a_half_that_outlived_its_claim_is_another_replicas_and_changes_nothing_of_it() {
        freeze("mine", 1, "2026-08-20T16:00:00Z", SendQueue.RANK_USAGE);
        freeze("lost", 1, "2026-08-20T16:00:00Z", SendQueue.RANK_USAGE);
        var first = hours(claim());
        database.execute("update metered_hour set next_attempt_at = clock_timestamp() where dimension = 'lost'");
        var others = hours(claim());
        assertThat(others).hasSize(1);

        var ours = queue().holdOn(first).await().indefinitely();
        queue().postpone(first, "InvalidTagException", Duration.ofSeconds(30), true, true)
                .await()
                .indefinitely();

        assertThat(ours.stream().map(hour -> hour.key().dimension())).containsExactly("mine");
        assertThat(database.select("select dimension, alone, unanswered from metered_hour order by dimension"))
                .isEqualTo("lost false 2\nmine true 0");
    }

    @Test
    void what_was_never_sent_is_as_if_it_had_not_been_claimed() {
        freeze("d", 1, "2026-08-20T16:00:00Z", SendQueue.RANK_USAGE);
        var hours = hours(claim());

        queue().giveBack(hours, "ThrottlingException").await().indefinitely();

        assertThat(database.select("select attempts, unanswered, last_error from metered_hour"))
                .isEqualTo("0 0 ThrottlingException");
        assertThat(hours(claim())).hasSize(1);
    }

    @Test
    void an_unanswered_call_leaves_a_record_that_aws_may_have() {
        freeze("d", 1, "2026-08-20T16:00:00Z", SendQueue.RANK_USAGE);
        queue().postpone(hours(claim()), "no-known-status", Duration.ofMillis(1), false, false)
                .await()
                .indefinitely();
        database.execute("update metered_hour set next_attempt_at = clock_timestamp()");

        assertThat(hours(claim()).getFirst().unanswered()).isEqualTo(2);
    }

    private void freeze(String dimension, int quantity, String sendBy, int rank) {
        database.execute("insert into metered_hour (subscription_id, dimension, hour, state, reported, quantity,"
                + " sent_timestamp, product_code, license_arn, customer_aws_account_id, wall, send_by, send_rank)"
                + " values ('l-1', '%s', '2026-08-20T10:00:00Z', 'frozen', %d, %d, '2026-08-20T10:00:00Z', 'code', 'arn',"
                        .formatted(dimension, quantity, quantity)
                + " '111122223333', '2026-08-21T10:00:00Z', '%s', %d)".formatted(sendBy, rank));
    }

    private Claim claim() {
        return queue().claim().await().indefinitely();
    }

    private static List<HourRow> hours(Claim claim) {
        return ((Claim.Claimed) claim).hours();
    }

    private static List<String> dimensions(Claim claim) {
        return hours(claim).stream().map(hour -> hour.key().dimension()).collect(Collectors.toList());
    }

    private SendQueue queue() {
        // So many places that none has to be waited for.
        var pace = new CallPace(database.log(), "us-east-1", 100_000);
        return new SendQueue(database.log(), pace, Duration.ofSeconds(20), database.clock());
    }
}
