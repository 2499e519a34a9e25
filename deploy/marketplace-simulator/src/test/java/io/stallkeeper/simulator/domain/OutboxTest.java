package io.stallkeeper.simulator.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stallkeeper.simulator.domain.MarketplaceEvent.NotificationDelivered;
import io.stallkeeper.simulator.domain.MarketplaceEvent.NotificationQueued;
import io.stallkeeper.simulator.domain.MarketplaceEvent.ProductListed;
import io.stallkeeper.simulator.domain.listing.NotificationForm;
import io.stallkeeper.simulator.domain.listing.NotificationRoute;
import io.stallkeeper.simulator.domain.listing.PricingModel;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import io.stallkeeper.simulator.domain.listing.TargetKind;
import io.stallkeeper.simulator.domain.notification.Delivery;
import io.stallkeeper.simulator.domain.notification.Notification;
import io.stallkeeper.simulator.domain.notification.Outbox;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The seller's target may be away for ever; what waits for it doesn't grow for ever. */
class OutboxTest {
    private static final String ACCOUNT = "111122223333";

    private final Play play = new Play();

    @BeforeEach
    void as_many_wait_as_may() {
        play.product("p", ProductIdentity.CONCURRENT_AGREEMENTS, PricingModel.USAGE, NotificationForm.EVENTBRIDGE);
        play.subscribe("p", ACCOUNT);
        Notification created = outbox().waiting().getFirst();
        for (int i = outbox().waitingCount(); i < Outbox.MOST_WAITING; i++) {
            play.marketplace.evolve(new NotificationQueued(numbered(created, i)));
        }
    }

    @Test
    void the_one_that_waited_longest_is_given_up_for_a_new_one() {
        List<Notification> before = outbox().waiting();

        play.subscribe("p", ACCOUNT);

        assertEquals(Outbox.MOST_WAITING, outbox().waitingCount());
        assertEquals(before.subList(0, 2), given(outbox()));
        assertFalse(outbox().isWaiting(before.getFirst().id()));
        assertTrue(outbox().isWaiting(before.get(2).id()));
    }

    @Test
    void as_soon_as_one_is_delivered_another_may_wait() {
        for (Notification first : outbox().waiting().subList(0, 2)) {
            play.marketplace.evolve(new NotificationDelivered(first.id(), play.now()));
        }

        play.subscribe("p", ACCOUNT);

        assertEquals(Outbox.MOST_WAITING, outbox().waitingCount());
        assertEquals(List.of(), given(outbox()));
    }

    @Test
    void what_was_given_up_stays_so_in_the_short_story() {
        play.subscribe("p", ACCOUNT);
        for (Notification first : outbox().waiting().subList(0, 10)) {
            play.marketplace.evolve(new NotificationDelivered(first.id(), play.now()));
        }

        var retold = new Marketplace(play.marketplace.behavior());
        play.marketplace.retold(play.now()).parts().forEach(part -> part.forEach(retold::evolve));

        assertEquals(outbox().all(), retold.outbox().all());
        assertEquals(outbox().queued(), retold.outbox().queued());
    }

    @Test
    void a_reset_names_the_files_into_which_notifications_went() {
        var file = new NotificationRoute(NotificationForm.SNS_RAW, TargetKind.FILE, "told.jsonl");
        list(file);
        play.subscribe("q", ACCOUNT);
        var other = new NotificationRoute(NotificationForm.SNS_RAW, TargetKind.FILE, "listed.jsonl");
        list(other);

        assertEquals(
                new Decision.Accepted<>(
                        List.of(new MarketplaceEvent.MarketplaceReset()), Set.of("told.jsonl", "listed.jsonl")),
                StageSettingDecider.reset(play.moment()));
    }

    private void list(NotificationRoute route) {
        play.marketplace.evolve(
                new ProductListed(play.listing("q", ProductIdentity.LEGACY, PricingModel.USAGE, List.of(route))));
    }

    private Outbox outbox() {
        return play.marketplace.outbox();
    }

    private static List<Notification> given(Outbox outbox) {
        return outbox.all().stream()
                .filter(delivery -> delivery.givenUpAt() != null)
                .peek(delivery -> assertTrue(delivery.isLost()))
                .map(Delivery::notification)
                .toList();
    }

    private static Notification numbered(Notification old, int number) {
        return new Notification(
                "n-" + number,
                old.type(),
                old.role(),
                old.terms(),
                old.productId(),
                old.route(),
                old.agreementStatus(),
                old.autoRenewal(),
                old.namesOffer(),
                old.at(),
                old.sends());
    }
}
