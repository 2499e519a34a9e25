package io.stallkeeper.metering.adapters.kafka;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.metering.adapters.postgres.ParkedUsageQueries;
import io.stallkeeper.metering.adapters.postgres.ParkedUsageQueries.Parked;
import io.stallkeeper.metering.adapters.postgres.ParkedUsageQueries.Place;
import io.stallkeeper.metering.adapters.usage.UsageReading;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import io.stallkeeper.metering.domain.product.UsageMeaning;
import io.stallkeeper.metering.domain.usage.ReportedUsage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Tries parked usage again: puts it back on the topic, from where it goes the way of all usage. It leaves the parked
 * ones in the transaction that counts it and only then counts, so it counts once whatever fails on the way. What still
 * can't be counted stays, with the reason of this time.
 */
public final class ParkedReplay {

    /** Rows in memory at a time. */
    private static final int PAGE = 200;

    /** What is on its way to the ledger for so long is sent again; more than one copy does no harm. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final ParkedUsageQueries parked;
    private final UsageRecords records;
    private final ProductCatalog products;
    private final UsageTopic topic;

    /** @param reason why it stays parked; null if it is on its way to the ledger */
    public record Outcome(UUID id, @Nullable String reason) {

        public boolean isSent() {
            return reason == null;
        }
    }

    /** How many went on their way and how many stay parked. */
    @Schema(name = "ReplayOutcomes", description = "How many events went on their way and how many stay parked.")
    public record Outcomes(long sent, long parked) {

        Outcomes plus(Outcomes others) {
            return new Outcomes(sent + others.sent, parked + others.parked);
        }
    }

    public ParkedReplay(ParkedUsageQueries parked, UsageRecords records, ProductCatalog products, UsageTopic topic) {
        this.parked = parked;
        this.records = records;
        this.products = products;
        this.topic = topic;
    }

    /** Empty if there is no such event. Fails if Kafka is away; then it is parked as before. */
    public Uni<Optional<Outcome>> replay(UUID id) {
        return parked.mark(id)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : replay(found.get()).map(Optional::of));
    }

    /** At most so many that are parked for the reason, the longest parked first. */
    public Uni<Outcomes> replay(String reason, int atMost) {
        return replay(reason, Place.START, atMost);
    }

    private Uni<Outcomes> replay(String reason, Place after, int atMost) {
        return parked.markSome(reason, after, Math.min(PAGE, atMost)).chain(page -> replayAll(page)
                .chain(done -> page.size() < PAGE || atMost <= PAGE
                        ? Uni.createFrom().item(done)
                        : replay(reason, page.getLast().place(), atMost - PAGE).map(done::plus)));
    }

    /** A page of what waited for a product that has become known. The number of events. */
    public Uni<Integer> replayKnown() {
        return parked.markKnown(PAUSE, PAGE).chain(page -> replayAll(page).replaceWith(page.size()));
    }

    private Uni<Outcomes> replayAll(List<Parked> page) {
        return Multi.createFrom()
                .iterable(page)
                .onItem()
                .transformToUniAndConcatenate(this::replay)
                .collect()
                .asList()
                .map(outcomes -> {
                    long sent = outcomes.stream().filter(Outcome::isSent).count();
                    return new Outcomes(sent, outcomes.size() - sent);
                });
    }

    private Uni<Outcome> replay(Parked event) {
        return switch (records.read(recordOf(event))) {
            case UsageReading.Uncountable(var reason) -> stays(event, reason);
            case UsageReading.Countable(var usage) ->
                parked.productOf(usage.subscriptionId())
                        .map(product -> obstacleOf(usage, product))
                        .chain(obstacle -> obstacle.map(reason -> stays(event, reason))
                                .orElseGet(() -> topic.send(List.of(UsageMessage.replay(event)))
                                        .replaceWith(new Outcome(event.id(), null))));
        };
    }

    private Uni<Outcome> stays(Parked event, String reason) {
        return parked.changeReason(event.id(), reason).replaceWith(new Outcome(event.id(), reason));
    }

    /** What the fold would say of it, so that it isn't sent in vain. */
    private Optional<String> obstacleOf(ReportedUsage usage, Optional<String> product) {
        var meaning = product.map(code -> products.meaningOf(code, usage.dimension()))
                .orElseGet(() -> products.meaningOf(usage.dimension()));
        return switch (meaning) {
            case UsageMeaning.Counted counted -> counted.obstacleOf(usage);
            case UsageMeaning.Undecided undecided -> Optional.of("product-not-known-yet");
            case UsageMeaning.Undescribed undescribed -> Optional.of(UsageMeaning.Undescribed.REASON);
            case UsageMeaning.Unmetered unmetered -> Optional.empty();
        };
    }

    private static ConsumerRecord<String, byte[]> recordOf(Parked event) {
        var message = new ConsumerRecord<String, byte[]>("usage", 0, event.offset(), "", event.body());
        event.headers().forEach(message.headers()::add);
        return message;
    }
}
