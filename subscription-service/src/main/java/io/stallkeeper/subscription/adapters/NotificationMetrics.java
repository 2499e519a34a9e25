package io.stallkeeper.subscription.adapters;

import io.micrometer.core.instrument.MeterRegistry;
import io.stallkeeper.subscription.domain.notification.Disposition;
import io.stallkeeper.subscription.domain.notification.Notification;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** What operators watch: what came, what became of it, what waits and how long nothing has come. */
public final class NotificationMetrics {

    private final MeterRegistry registry;
    private final Clock clock;
    private final AtomicReference<Instant> lastReceived;
    private final AtomicLong waiting;
    private final AtomicLong parked;

    public NotificationMetrics(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.lastReceived = new AtomicReference<>(clock.instant());
        this.waiting = registry.gauge("stallkeeper.notifications.waiting", new AtomicLong());
        this.parked = registry.gauge("stallkeeper.messages.parked.now", new AtomicLong());
        registry.gauge("stallkeeper.queue.last.message.age.seconds", lastReceived, this::ageSeconds);
    }

    public void received() {
        lastReceived.set(clock.instant());
    }

    public void disposed(Notification notification, Disposition disposition) {
        registry.counter(
                        "stallkeeper.notifications",
                        "form",
                        lowerCase(notification.form()),
                        "disposition",
                        lowerCase(disposition))
                .increment();
    }

    public void parked(String reason) {
        registry.counter("stallkeeper.messages.parked", "reason", reason).increment();
    }

    /** As counted in the database, which all replicas share. */
    public void counted(long waitingNow, long parkedNow) {
        waiting.set(waitingNow);
        parked.set(parkedNow);
    }

    private double ageSeconds(AtomicReference<Instant> received) {
        return Duration.between(received.get(), clock.instant()).toMillis() / 1000.0;
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
