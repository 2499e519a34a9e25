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
 * away. It never goes back.
 */
public final class MarketplaceClock extends Clock implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(MarketplaceClock.class);
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final URI source;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private volatile Duration ahead = Duration.ZERO;
    private volatile boolean closed;

    /** @param source answers with {@code {"now":"<ISO-8601 instant>"}} */
    public MarketplaceClock(URI source) {
        this.source = source;
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

    private void follow() {
        while (!closed) {
            try {
                var request = HttpRequest.newBuilder(source)
                        .timeout(Duration.ofSeconds(2))
                        .build();
                var answer = http.send(request, BodyHandlers.ofString());
                setAhead(Instant.parse(
                        EventJson.MAPPER.readTree(answer.body()).path("now").asText()));
            } catch (JsonProcessingException | java.time.DateTimeException e) {
                LOG.warnf("%s does not answer with a time", source);
            } catch (IOException e) {
                LOG.debugf("%s is away, the clock goes on by itself", source);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            new CompletableFuture<Void>()
                    .completeOnTimeout(null, INTERVAL.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
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
