package io.stallkeeper.simulator.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stallkeeper.simulator.domain.EntitlementPage.Position;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.listing.NotificationForm;
import io.stallkeeper.simulator.domain.listing.PricingModel;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** GetEntitlements (protocol page, 5). */
class EntitlementReaderTest {
    private static final String OTHER = "444455556666";

    private final Play play =
            new Play().product("c", ProductIdentity.MIGRATED, PricingModel.CONTRACT, NotificationForm.EVENTBRIDGE);
    private final Agreement first = play.subscribe("c", Play.ACCOUNT, Play.seats(1));
    private final Agreement second = play.subscribe("c", Play.ACCOUNT, Play.seats(2));
    private final Agreement third = play.subscribe("c", OTHER, Play.seats(3));

    @Test
    void without_a_filter_every_active_contract_grants() {
        assertEquals(List.of(first, second, third), holders(query(null, null, null, null)));
    }

    @Test
    void an_account_has_all_its_agreements_and_a_license_only_itself() {
        assertEquals(List.of(first, second), holders(query(null, Set.of(Play.ACCOUNT), null, null)));
        assertEquals(
                List.of(second),
                holders(query(null, null, null, Set.of(second.terms().licenseArn()))));
    }

    @Test
    void filters_add_up_and_their_values_are_alternatives() {
        Set<String> licenses = Set.of(first.terms().licenseArn(), third.terms().licenseArn());

        assertEquals(List.of(third), holders(query(null, Set.of(OTHER), Set.of("seats", "desks"), licenses)));
        assertEquals(List.of(), holders(query(null, Set.of(OTHER), Set.of("desks"), licenses)));
    }

    @Test
    void a_customer_identifier_names_a_buyer() {
        String identifier = Objects.requireNonNull(third.terms().customerIdentifier());

        assertEquals(List.of(third), holders(query(Set.of(identifier), null, null, null)));
    }

    @Test
    void an_ended_contract_grants_nothing() {
        play.cancel(second);

        assertEquals(List.of(first, third), holders(query(null, null, null, null)));
    }

    @Test
    void pages_hold_no_more_than_asked_for_and_together_everything() {
        List<Agreement> holders = new ArrayList<>();
        Position after = null;
        do {
            EntitlementPage page = read(page(after, 2));
            holders.addAll(holders(page));
            after = page.next();
        } while (after != null);

        assertEquals(List.of(first, second, third), holders);
    }

    @Test
    void a_contract_that_ends_between_two_pages_hides_no_other() {
        EntitlementPage page = read(page(null, 2));
        play.cancel(first);
        play.cancel(second);

        assertEquals(2, page.granted().size());
        assertEquals(List.of(third), holders(read(page(page.next(), 2))));
    }

    @Test
    void a_query_that_makes_no_sense_is_an_invalid_parameter() {
        List<EntitlementQuery> bad = List.of(
                page(null, 0),
                page(null, 26),
                page(new Position("agmt-unknown", "seats"), 25),
                new EntitlementQuery("unlisted", null, null, null, null, null, 25),
                query(Set.of("X"), Set.of(OTHER), null, null));

        bad.forEach(query -> assertEquals(
                RefusalCode.INVALID_PARAMETER, play.refused(moment -> EntitlementReader.read(query, moment))));
    }

    private static EntitlementQuery page(@Nullable Position after, int size) {
        return new EntitlementQuery("c", null, null, null, null, after, size);
    }

    private static EntitlementQuery query(
            @Nullable Set<String> customers,
            @Nullable Set<String> accounts,
            @Nullable Set<String> dimensions,
            @Nullable Set<String> licenses) {
        return new EntitlementQuery("c", customers, accounts, dimensions, licenses, null, 25);
    }

    private List<Agreement> holders(EntitlementQuery query) {
        return holders(read(query));
    }

    private List<Agreement> holders(EntitlementPage page) {
        return page.granted().stream()
                .map(granted ->
                        play.marketplace.agreements().known(granted.terms().agreementId()))
                .toList();
    }

    private EntitlementPage read(EntitlementQuery query) {
        return play.accepted(moment -> EntitlementReader.read(query, moment));
    }
}
