package io.stallkeeper.simulator.adapters.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stallkeeper.simulator.domain.MarketplaceEvent;
import io.stallkeeper.simulator.domain.agreement.ActivationEvent;
import io.stallkeeper.simulator.domain.agreement.CalendarLength;
import io.stallkeeper.simulator.domain.agreement.Payment;
import io.stallkeeper.simulator.domain.agreement.Sale;
import io.stallkeeper.simulator.domain.listing.NotificationForm;
import io.stallkeeper.simulator.domain.listing.NotificationRoute;
import io.stallkeeper.simulator.domain.listing.TargetKind;
import io.stallkeeper.simulator.domain.notification.Notification;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is on disk today can be read for ever: golden journals are added to, never changed. */
class EventCodecTest {
    private static final NotificationRoute ROUTE =
            new NotificationRoute(NotificationForm.EVENTBRIDGE, TargetKind.SQS, "http://localhost:9324/000000000000/q");

    private final EventCodec codec = new EventCodec();

    @Test
    void every_event_has_a_stored_name() {
        Set<Class<?>> events = new HashSet<>(Arrays.asList(MarketplaceEvent.class.getPermittedSubclasses()));

        assertEquals(events, EventCodec.STORED_NAMES.keySet());
        assertEquals(events.size(), Set.copyOf(EventCodec.STORED_NAMES.values()).size());
    }

    @Test
    void golden_lines_of_today_are_read_and_written_as_they_are() throws IOException {
        var writer = new EventCodec();
        List<String> today = new ArrayList<>(golden(6));
        for (int version = 5; version > 1; version--) {
            golden(version).stream().filter(line -> !Upcasts.concern(line)).forEach(today::add);
        }
        for (String line : today) {
            assertEquals(line, new String(writer.encode(codec.decode(line)), StandardCharsets.UTF_8));
        }
    }

    @Test
    void the_golden_journals_hold_every_event() throws IOException {
        var all = new StringBuilder();
        for (int version = 1; version <= 6; version++) {
            all.append(String.join("\n", golden(version)));
        }

        EventCodec.STORED_NAMES.values().forEach(name -> assertTrue(all.indexOf('"' + name + '"') >= 0, name));
    }

    @Test
    void older_events_all_named_the_offer() throws IOException {
        for (int version = 1; version <= 4; version++) {
            only(version, MarketplaceEvent.NotificationQueued.class)
                    .forEach(queued -> assertTrue(queued.notification().namesOffer()));
            only(version, MarketplaceEvent.BehaviorChanged.class)
                    .forEach(changed -> assertTrue(changed.behavior().delivery().endedNamesOffer()));
        }
        assertEquals(
                false,
                only(5, MarketplaceEvent.NotificationQueued.class)
                        .getFirst()
                        .notification()
                        .namesOffer());
    }

    @Test
    void an_older_behavior_activated_with_license_updated() throws IOException {
        var changed = only(2, MarketplaceEvent.BehaviorChanged.class).getFirst();

        assertEquals(
                ActivationEvent.LICENSE_UPDATED, changed.behavior().timing().activation());
    }

    @Test
    void an_older_product_told_one_queue() throws IOException {
        var listed = only(1, MarketplaceEvent.ProductListed.class).getFirst();

        assertEquals(List.of(ROUTE), listed.product().notifications());
    }

    @Test
    void an_older_agreement_was_a_direct_sale_that_was_paid_and_not_renewed() throws IOException {
        var accepted = only(1, MarketplaceEvent.AgreementAccepted.class).getFirst();

        assertEquals(Sale.direct(), accepted.terms().sale());
        assertEquals(Payment.SUCCEEDS, accepted.payment());
        assertEquals(false, accepted.autoRenewal());
    }

    @Test
    void an_older_notification_was_sent_once_and_had_the_role_in_its_type() throws IOException {
        List<Notification> notifications = only(1, MarketplaceEvent.NotificationQueued.class).stream()
                .map(MarketplaceEvent.NotificationQueued::notification)
                .toList();

        assertEquals(
                List.of(
                        "Purchase Agreement Created - Proposer",
                        "License Updated - Manufacturer",
                        "Purchase Agreement Amended - Proposer",
                        "License Updated - Manufacturer",
                        "Purchase Agreement Ended - Proposer",
                        "License Deprovisioned - Manufacturer"),
                notifications.stream().map(Notification::awsName).toList());
        notifications.forEach(notification -> {
            assertEquals(ROUTE, notification.route());
            assertEquals(List.of(notification.at()), notification.sends());
        });
    }

    @Test
    void an_older_agreement_ran_for_the_days_until_its_end() throws IOException {
        assertEquals(CalendarLength.ofDays(365), lengthOfFirst(2));
        assertEquals(CalendarLength.ofMonths(12), lengthOfFirst(6));
        assertEquals(
                CalendarLength.ofDays(365),
                only(5, MarketplaceEvent.NotificationQueued.class)
                        .getFirst()
                        .notification()
                        .terms()
                        .length());
    }

    private @Nullable CalendarLength lengthOfFirst(int version) throws IOException {
        return only(version, MarketplaceEvent.AgreementAccepted.class)
                .getFirst()
                .terms()
                .length();
    }

    private <T extends MarketplaceEvent> List<T> only(int version, Class<T> type) throws IOException {
        List<T> found = new ArrayList<>();
        for (String line : golden(version)) {
            codec.decode(line).events().stream()
                    .filter(type::isInstance)
                    .map(type::cast)
                    .forEach(found::add);
        }
        return found;
    }

    private static List<String> golden(int version) throws IOException {
        try (InputStream file = EventCodecTest.class.getResourceAsStream("/golden-journal.v" + version + ".jsonl")) {
            byte[] bytes = Objects.requireNonNull(file).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        }
    }
}
