package io.stallkeeper.metering.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.metering.domain.product.IncludedPer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final Instant HOUR = Instant.parse("2026-03-31T23:00:00Z");
    private static final Instant MID_HOUR = Instant.parse("2026-03-31T23:30:00Z");
    private static final Instant NEXT = Instant.parse("2026-04-01T00:00:00Z");

    @Test
    void before_the_first_allowance_nothing_is_included() {
        var timeline = new Timeline(List.of(allowance(MID_HOUR, MID_HOUR, null)), true);

        assertThat(timeline.at(HOUR).quantity()).isZero();
        assertThat(timeline.at(MID_HOUR).quantity()).isEqualTo(BigDecimal.TEN);
    }

    @Test
    void an_hour_is_cut_where_an_allowance_begins_within_it() {
        var timeline = new Timeline(
                List.of(allowance(Instant.EPOCH, Instant.EPOCH, MID_HOUR), allowance(MID_HOUR, MID_HOUR, null)), true);

        assertThat(timeline.boundaries(HOUR, NEXT, IncludedPer.TERM)).containsExactly(MID_HOUR);
        assertThat(timeline.boundaries(NEXT, NEXT.plusSeconds(3600), IncludedPer.TERM))
                .isEmpty();
    }

    @Test
    void a_month_counts_anew_and_a_renewal_within_it_does_not() {
        var timeline = new Timeline(
                List.of(allowance(Instant.EPOCH, Instant.EPOCH, MID_HOUR), allowance(MID_HOUR, MID_HOUR, null)), true);
        var march = Instant.parse("2026-03-01T00:00:00Z");

        assertThat(timeline.periodOf(HOUR, IncludedPer.MONTH)).isEqualTo(march);
        assertThat(timeline.periodOf(MID_HOUR, IncludedPer.MONTH)).isEqualTo(march);
        assertThat(timeline.periodOf(NEXT, IncludedPer.MONTH)).isEqualTo(NEXT);
        assertThat(timeline.segmentOf(NEXT, IncludedPer.MONTH)).isEqualTo(NEXT);
        assertThat(timeline.periodOf(MID_HOUR, IncludedPer.TERM)).isEqualTo(MID_HOUR);
    }

    @Test
    void aws_s_word_reaches_to_the_date_that_it_names() {
        var timeline = new Timeline(List.of(allowance(Instant.EPOCH, Instant.EPOCH, MID_HOUR)), true);

        assertThat(timeline.isKnownUntil(HOUR)).isTrue();
        assertThat(timeline.isKnownUntil(MID_HOUR)).isTrue();
        assertThat(timeline.isKnownUntil(NEXT)).isFalse();
        assertThat(new Timeline(List.of(), false).isKnownUntil(HOUR)).isFalse();
        assertThat(new Timeline(List.of(), true).isKnownUntil(HOUR)).isTrue();
    }

    private static Allowance allowance(Instant from, Instant termStart, @Nullable Instant until) {
        return new Allowance(from, termStart, BigDecimal.TEN, until);
    }
}
