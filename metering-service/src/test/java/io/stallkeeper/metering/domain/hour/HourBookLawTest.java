package io.stallkeeper.metering.domain.hour;

import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.eventsourcing.decider.Decision;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The law of one hour, after each step of any life. The test's name holds the seed. */
class HourBookLawTest {

    private static final HourKey KEY = new HourKey("l-1", "requests", Instant.parse("2026-08-20T14:00:00Z"));
    private static final SendAs LICENSE = new SendAs("code", "arn", "111122223333", null);
    private static final int STEPS = 40;

    private final MeteredHourDecider decider = new MeteredHourDecider();

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_unit_is_in_exactly_one_place_after_each_step(long seed) {
        var random = new Random(seed);
        var book = HourBook.EMPTY;
        for (int step = 0; step < STEPS; step++) {
            if (book.state() instanceof MeteredHour.Open && random.nextInt(3) > 0) {
                book = reported(book, quantity(random));
            }
            var command = command(random, book);
            if (decider.decide(command, book.state()) instanceof Decision.Accepted<MeteredHourEvent>(var events)) {
                for (var event : events) {
                    book = book.evolve(event);
                }
            }
            assertThat(book.isBalanced()).as("%s after %s", book, command).isTrue();
            assertThat(book.contents().signum()).isGreaterThanOrEqualTo(0);
            assertThat(book.included().add(book.shadowed())).isLessThanOrEqualTo(book.rejected());
        }
    }

    private static HourBook reported(HourBook book, BigDecimal quantity) {
        return new HourBook(
                book.state(),
                book.reported().add(quantity),
                book.carriedIn(),
                book.carriedOut(),
                book.expired(),
                book.rejected(),
                book.included(),
                book.shadowed());
    }

    private static BigDecimal quantity(Random random) {
        return BigDecimal.valueOf(random.nextInt(10_000), random.nextInt(4));
    }

    private static BigDecimal partOf(HourBook book, Random random) {
        return book.contents().min(quantity(random));
    }

    private static MeteredHourCommand command(Random random, HourBook book) {
        var next = KEY.hour().plusSeconds(3600);
        return switch (random.nextInt(16)) {
            case 0 -> new MeteredHourCommand.Freeze(KEY, book.contents(), KEY.hour(), LICENSE, next);
            case 1 -> new MeteredHourCommand.CarryLate(KEY, quantity(random), next);
            case 2 -> new MeteredHourCommand.ExpireLate(KEY, quantity(random), "too-old");
            case 3 -> new MeteredHourCommand.Accept(KEY, "id");
            case 4 -> new MeteredHourCommand.Refuse(KEY, "CustomerNotSubscribed");
            case 5 -> new MeteredHourCommand.Expire(KEY, book.contents(), "too-old");
            case 6 -> new MeteredHourCommand.Reject(KEY, book.contents(), "before-activation");
            case 7 -> new MeteredHourCommand.Include(KEY, partOf(book, random));
            case 8 -> new MeteredHourCommand.IncludeLate(KEY, quantity(random));
            case 9 -> new MeteredHourCommand.Shadow(KEY);
            case 10 -> new MeteredHourCommand.ShadowPart(KEY, partOf(book, random));
            case 11 -> new MeteredHourCommand.ShadowLate(KEY, quantity(random));
            case 12 -> new MeteredHourCommand.RejectLate(KEY, quantity(random), "before-activation");
            case 13 -> new MeteredHourCommand.Freeze(KEY, book.contents(), KEY.hour(), LICENSE, true, List.of(), null);
            default -> new MeteredHourCommand.CarryLate(KEY, quantity(random), next);
        };
    }
}
