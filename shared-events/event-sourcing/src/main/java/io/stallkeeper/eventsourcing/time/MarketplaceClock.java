package io.stallkeeper.eventsourcing.time;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stallkeeper.eventsourcing.log.EventJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * The time of the marketplace simulator, so that hours and months pass in seconds. Against AWS itself the system's
 * clock is the one to use.
 *
 * <p>It asks for the simulator's time and how fast it runs every {@link #INTERVAL}, and goes on so while the simulator
 * is away. In one process it never goes back: it stands until the simulator has caught up. Made, it has the simulator's
 * time already, unless the simulator is away for longer than {@link #FIRST_ANSWER_WITHIN}.
 */
public final class MarketplaceClock extends Clock implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(MarketplaceClock.class);
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
    private static final Duration FIRST_ANSWER_WITHIN = Duration.ofMinutes(1);

    private final URI source;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build();
    private final AtomicReference<Instant> latest = new AtomicReference<>(Instant.MIN);
    private volatile Reading reading = new Reading(Instant.now(), 1, System.nanoTime());
    private volatile boolean closed;

    /** What the clock showed when {@link System#nanoTime} was that, and how many times as fast as real time it runs. */
    private record Reading(Instant now, double rate, long nanoTime) {

        Instant at(long laterNanoTime) {
            return now.plusNanos(Math.round(rate * (laterNanoTime - nanoTime)));
        }

        /** Whether the other one is this clock, read a little later for the time that its answer took. */
        boolean isBetterThan(Reading later) {
            Duration behind = Duration.between(later.now(), at(later.nanoTime()));
            return rate == later.rate() && !behind.isNegative() && behind.toNanos() <= rate * ANSWER_WITHIN.toNanos();
        }
    }

    /**
     * @param source answers with {@code {"now":"<ISO-8601 instant>","rate":<times real time>}}; the rate may be missing
     */
    public MarketplaceClock(URI source) {
        this.source = source;
        awaitFirstAnswer();
        Thread.ofVirtual().name("marketplace-clock").start(this::follow);
    }

    /** The system's clock, unless there is a simulator to follow. */
    public static Clock followingOrSystem(Optional<URI> source) {
        return source.<Clock>map(MarketplaceClock::new).orElseGet(Clock::systemUTC);
    }

    @Override
    public Instant instant() {
        return latest.accumulateAndGet(
                reading.at(System.nanoTime()), (before, now) -> now.isAfter(before) ? now : before);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("instants have no zone");
    }

    /** Until then it would be the system's time: hours ago, as far as the marketplace is concerned. */
    private void awaitFirstAnswer() {
        long deadline = System.nanoTime() + FIRST_ANSWER_WITHIN.toNanos();
        while (!ask() && System.nanoTime() < deadline) {
            pause();
        }
    }

    private void follow() {
        while (!closed) {
            pause();
            ask();
        }
    }

    private boolean ask() {
        try {
            var request = HttpRequest.newBuilder(source).timeout(ANSWER_WITHIN).build();
            var answer = http.send(request, BodyHandlers.ofString());
            var clock = EventJson.MAPPER.readTree(answer.body());
            read(new Reading(
                    Instant.parse(clock.path("now").asText()),
                    clock.path("rate").asDouble(1),
                    System.nanoTime()));
            return true;
        } catch (JsonProcessingException | java.time.DateTimeException e) {
            LOG.warnf("%s does not answer with a time", source);
        } catch (IOException e) {
            LOG.debugf("%s is away, the clock goes on by itself", source);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
        return false;
    }

    private static void pause() {
        new CompletableFuture<Void>()
                .completeOnTimeout(null, INTERVAL.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private void read(Reading later) {
        if (!reading.isBetterThan(later)) {
            reading = later;
        }
    }

    @Override
    public void close() {
        closed = true;
        http.shutdownNow();
    }
}
