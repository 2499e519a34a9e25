package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.MarketplaceEvent.AgreementAccepted;
import io.stallkeeper.simulator.domain.MarketplaceEvent.AgreementActivated;
import io.stallkeeper.simulator.domain.MarketplaceEvent.AgreementClosed;
import io.stallkeeper.simulator.domain.MarketplaceEvent.AgreementEnded;
import io.stallkeeper.simulator.domain.MarketplaceEvent.LicenseDeprovisioned;
import io.stallkeeper.simulator.domain.MarketplaceEvent.NotificationDelivered;
import io.stallkeeper.simulator.domain.MarketplaceEvent.NotificationGivenUp;
import io.stallkeeper.simulator.domain.MarketplaceEvent.NotificationQueued;
import io.stallkeeper.simulator.domain.MarketplaceEvent.UsageMetered;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.EndReason;
import io.stallkeeper.simulator.domain.agreement.Payment;
import io.stallkeeper.simulator.domain.agreement.Stage.Active;
import io.stallkeeper.simulator.domain.agreement.Stage.Closed;
import io.stallkeeper.simulator.domain.agreement.Stage.Ended;
import io.stallkeeper.simulator.domain.agreement.Stage.Pending;
import io.stallkeeper.simulator.domain.metering.MeteredRecord;
import io.stallkeeper.simulator.domain.notification.Delivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A short story that ends where the long one ended: events that lead a new marketplace to the same state. It was told
 * at one moment and stays as it is, so that another thread can write it down while the marketplace goes on.
 *
 * @param rest what is little: products, the clock, tokens, faults
 */
public record Retelling(
        List<MarketplaceEvent> rest,
        List<Agreement> agreements,
        List<MeteredRecord> billed,
        List<MeteredRecord> refused,
        List<Delivery> outbox,
        long notificationsForgotten) {
    private static final int AT_ONCE = 1_000;

    /** The events in parts of a bounded size, each to be taken in as a whole. */
    public Stream<List<MarketplaceEvent>> parts() {
        return Stream.of(
                        parts(rest, part -> part),
                        parts(agreements, part -> flat(part, Retelling::events)),
                        parts(billed, part -> List.of(new UsageMetered(part))),
                        parts(refused, part -> List.of(new UsageMetered(part))),
                        Stream.of(List.<MarketplaceEvent>of(
                                new MarketplaceEvent.NotificationsForgotten(notificationsForgotten))),
                        parts(outbox, part -> flat(part, Retelling::events)))
                .flatMap(part -> part);
    }

    private interface Telling<T> {
        List<MarketplaceEvent> events(List<T> part);
    }

    private interface Story<T> {
        List<MarketplaceEvent> of(T one);
    }

    private static <T> Stream<List<MarketplaceEvent>> parts(List<T> all, Telling<T> telling) {
        return IntStream.iterate(0, from -> from < all.size(), from -> from + AT_ONCE)
                .mapToObj(from -> telling.events(all.subList(from, Math.min(all.size(), from + AT_ONCE))));
    }

    private static <T> List<MarketplaceEvent> flat(List<T> part, Story<T> story) {
        List<MarketplaceEvent> events = new ArrayList<>();
        part.forEach(one -> events.addAll(story.of(one)));
        return events;
    }

    private static List<MarketplaceEvent> events(Agreement agreement) {
        String id = agreement.terms().agreementId();
        return switch (agreement.stage()) {
            case Pending(Payment payment) -> List.of(accepted(agreement, payment));
            case Active(var activatedAt) ->
                List.of(accepted(agreement, Payment.SUCCEEDS), new AgreementActivated(id, activatedAt));
            case Ended ended -> ended(agreement, ended);
            case Closed(var reason, var closedAt) -> closed(agreement, reason, closedAt);
        };
    }

    private static List<MarketplaceEvent> ended(Agreement agreement, Ended ended) {
        String id = agreement.terms().agreementId();
        List<MarketplaceEvent> events = new ArrayList<>();
        events.add(accepted(agreement, Payment.SUCCEEDS));
        events.add(new AgreementActivated(id, ended.activatedAt()));
        events.add(new AgreementEnded(id, ended.reason(), ended.endedAt()));
        if (ended.deprovisionedAt() != null) {
            events.add(new LicenseDeprovisioned(id, ended.deprovisionedAt()));
        }
        return events;
    }

    /** What was never licensed closes at once; of the rest nobody asks any more when it was licensed and ended. */
    private static List<MarketplaceEvent> closed(Agreement agreement, EndReason reason, @Nullable Instant closedAt) {
        String id = agreement.terms().agreementId();
        Instant acceptedAt = agreement.terms().acceptedAt();
        var accepted = accepted(agreement, Payment.SUCCEEDS);
        var ended = new AgreementEnded(id, reason, acceptedAt);
        return closedAt == null
                ? List.of(accepted, ended)
                : List.of(accepted, new AgreementActivated(id, acceptedAt), ended, new AgreementClosed(id, closedAt));
    }

    private static AgreementAccepted accepted(Agreement agreement, Payment payment) {
        return new AgreementAccepted(agreement.terms(), agreement.entitlements(), agreement.autoRenewal(), payment);
    }

    private static List<MarketplaceEvent> events(Delivery delivery) {
        String id = delivery.notification().id();
        var queued = new NotificationQueued(delivery.notification());
        if (delivery.deliveredAt() != null) {
            return List.of(queued, new NotificationDelivered(id, delivery.deliveredAt()));
        }
        return delivery.givenUpAt() == null
                ? List.of(queued)
                : List.of(queued, new NotificationGivenUp(id, delivery.givenUpAt()));
    }
}
