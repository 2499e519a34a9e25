package io.stallkeeper.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stallkeeper.simulator.domain.AgreementDecider;
import io.stallkeeper.simulator.domain.Conditions;
import io.stallkeeper.simulator.domain.Decision;
import io.stallkeeper.simulator.domain.Decision.Accepted;
import io.stallkeeper.simulator.domain.Decision.Rejected;
import io.stallkeeper.simulator.domain.MarketplaceEvent;
import io.stallkeeper.simulator.domain.MarketplaceEvent.AgreementActivated;
import io.stallkeeper.simulator.domain.MarketplaceEvent.AgreementEnded;
import io.stallkeeper.simulator.domain.Moment;
import io.stallkeeper.simulator.domain.StageSettingDecider;
import io.stallkeeper.simulator.domain.Subscription;
import io.stallkeeper.simulator.domain.agreement.CalendarLength;
import io.stallkeeper.simulator.domain.listing.Dimension;
import io.stallkeeper.simulator.domain.listing.DimensionKind;
import io.stallkeeper.simulator.domain.listing.PricingModel;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions one at a time, however much is due, and none on a state that isn't the journal's. */
class SimulationTest {
    private static final int AGREEMENTS = 3_000;

    @TempDir
    Path folder;

    @Test
    void what_is_due_at_once_is_written_and_told_in_portions() {
        try (Simulation simulation = Played.in(folder)) {
            everybodySubscribesForADay(simulation);
            List<Long> portions = new ArrayList<>();
            List<Long> written = new ArrayList<>();
            simulation.tell(new Witness() {
                private long ended;

                @Override
                public void happened(MarketplaceEvent event) {
                    ended += event instanceof AgreementEnded ? 1 : 0;
                }

                @Override
                public void timeIs(Instant now) {
                    portions.add(ended);
                    written.add(lines("agreement-ended"));
                    ended = 0;
                }
            });

            simulation.decide(moment -> StageSettingDecider.advanceClock(Duration.ofDays(1), moment));

            assertEquals(
                    AGREEMENTS, portions.stream().mapToLong(portion -> portion).sum());
            assertTrue(portions.stream().allMatch(portion -> portion <= 1_000), portions::toString);
            assertEquals(List.of(1_000L, 2_000L, 3_000L), written.subList(0, 3));
        }
    }

    @Test
    void nothing_is_decided_any_more_after_something_that_cannot_have_happened() {
        try (Simulation simulation = Played.inMemory()) {
            var impossible = new Accepted<>(List.of(new AgreementActivated("agmt-none", Instant.EPOCH)), "done");

            assertThrows(IllegalStateException.class, () -> simulation.decide(_ -> impossible));

            assertThrows(IllegalStateException.class, () -> simulation.look(Moment::now));
            assertThrows(IllegalStateException.class, simulation::summarize);
        }
    }

    private static void everybodySubscribesForADay(Simulation simulation) {
        var product = new Product(
                "p",
                "prod-p",
                ProductIdentity.CONCURRENT_AGREEMENTS,
                PricingModel.USAGE,
                List.of(new Dimension("sms", DimensionKind.METERED)),
                null,
                List.of());
        simulation.decide(moment -> StageSettingDecider.list(product, moment));
        simulation.decide(moment -> new Accepted<>(
                IntStream.range(0, AGREEMENTS)
                        .mapToObj(i -> AgreementDecider.subscribe(wish(i), moment))
                        .flatMap(SimulationTest::events)
                        .toList(),
                "subscribed"));
    }

    private static Subscription wish(int number) {
        return new Subscription(
                "agmt-" + number,
                "arn:l-" + number,
                "offer-1",
                "p",
                "111122223333",
                List.of(),
                CalendarLength.ofDays(1),
                Conditions.usual());
    }

    private static Stream<MarketplaceEvent> events(Decision<?> decision) {
        return switch (decision) {
            case Accepted<?>(var events, var _) -> events.stream();
            case Rejected<?>(var refusal) -> throw new AssertionError(refusal);
        };
    }

    private long lines(String event) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .flatMap(SimulationTest::lines)
                    .filter(line -> line.contains(event))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
