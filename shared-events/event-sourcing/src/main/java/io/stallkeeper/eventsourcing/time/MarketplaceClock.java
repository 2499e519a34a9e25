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
import org.jboss.logging.Logger;

/**
 * The time of the marketplace simulator, so that hours and months pass in seconds. Against AWS itself the system's clock
 * is the one to use.
 *
 * <p>It asks for the simulator's time every {@link #INTERVAL} and goes on from the last answer while the simulator is
 * away. In one process it never goes back. Made, it has the simulator's time already, unless the simulator is away for longer than
 * {@link #FIRST_ANSWER_WITHIN}.
 */
public final class MarketplaceClock extends Clock implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(MarketplaceClock.class);
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final Duration FIRST_ANSWER_WITHIN = Duration.ofMinutes(1);

    private final URI source;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private volatile Duration ahead = Duration.ZERO;
    private volatile boolean closed;

    /** @param source answers with {@code {"now":"<ISO-8601 instant>"}} */
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
        return Instant.now().plus(ahead);
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
            var request = HttpRequest.newBuilder(source)
                    .timeout(Duration.ofSeconds(2))
                    .build();
            var answer = http.send(request, BodyHandlers.ofString());
            setAhead(Instant.parse(
                    EventJson.MAPPER.readTree(answer.body()).path("now").asText()));
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

    private void setAhead(Instant marketplaceTime) {
        var difference = Duration.between(Instant.now(), marketplaceTime);
        if (difference.compareTo(ahead) > 0) {
            ahead = difference;
        }
    }

    @Override
    public void close() {
        closed = true;
        http.shutdownNow();
    }
}
