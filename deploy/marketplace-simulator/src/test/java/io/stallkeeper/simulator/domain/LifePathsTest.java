package io.stallkeeper.simulator.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stallkeeper.simulator.domain.LifePath.Listed;
import io.stallkeeper.simulator.domain.LifePath.Step;
import io.stallkeeper.simulator.domain.listing.PricingModel;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way through an agreement's life, for every kind of listing: what the seller is told at each step. */
class LifePathsTest {

    /**
     * A path begins at a blank line. Columns: the buyer's step; the section of the protocol page; what is told by
     * EventBridge; by SNS of a usage product; by SNS of a product with a contract. C, A, E are Purchase Agreement
     * Created, Amended, Ended; U, D are License Updated, Deprovisioned; the letter after the dash is the role, Proposer
     * or Manufacturer.
     */
    private static final String PATHS = """
            subscribe         | 3.4 | C-P, U-M | subscribe-success   | subscribe-success, entitlement-updated
            amend             | 3.2 | A-P, U-M |                     | entitlement-updated
            cancel            | 3.7 | E-P      | unsubscribe-pending | unsubscribe-pending, entitlement-updated
            wait for the gap  | 3.4 | D-M      |                     |
            wait an hour      | 2.3 |          | unsubscribe-success | unsubscribe-success

            subscribe         | 3.4 | C-P, U-M | subscribe-success   | subscribe-success, entitlement-updated
            expire            | 3.2 | E-P      | unsubscribe-pending | unsubscribe-pending, entitlement-updated
            wait for the gap  | 3.4 | D-M      |                     |
            wait an hour      | 2.3 |          | unsubscribe-success | unsubscribe-success

            subscribe         | 3.4 | C-P, U-M      | subscribe-success   | subscribe-success, entitlement-updated
            renew             | 3.2 | E-P, C-P, U-M | subscribe-success   | entitlement-updated
            wait for the gap  | 3.2 | D-M           |                     |
            wait an hour      | 3.2 |               |                     |
            cancel            | 3.7 | E-P           | unsubscribe-pending | unsubscribe-pending, entitlement-updated

            subscribe         | 3.4 | C-P, U-M      | subscribe-success   | subscribe-success, entitlement-updated
            renew by itself   | 3.2 | A-P           |                     |
            expire            | 3.2 | E-P, C-P, U-M | subscribe-success   | entitlement-updated
            wait for the gap  | 3.2 | D-M           |                     |
            expire            | 3.2 | E-P, C-P, U-M | subscribe-success   | entitlement-updated
            not by itself     | 3.2 | A-P           |                     |
            expire            | 3.2 | D-M, E-P      | unsubscribe-pending | unsubscribe-pending, entitlement-updated

            subscribe         | 3.4 | C-P, U-M      | subscribe-success   | subscribe-success, entitlement-updated
            replace           | 3.2 | E-P, C-P, U-M | subscribe-success   | entitlement-updated
            wait for the gap  | 3.2 | D-M           |                     |
            wait an hour      | 3.2 |               |                     |

            try for free      | 7   | C-P, U-M      | subscribe-success   | subscribe-success, entitlement-updated
            replace           | 3.2 | E-P, C-P, U-M | subscribe-success   | entitlement-updated

            try for free      | 7   | C-P, U-M      | subscribe-success   | subscribe-success, entitlement-updated
            expire            | 3.2 | E-P           | unsubscribe-pending | unsubscribe-pending, entitlement-updated

            take own offer    | 2.2 | C-P, U-M      | subscribe-success   | subscribe-success, entitlement-updated
            cancel            | 3.7 | E-P           | unsubscribe-pending | unsubscribe-pending, entitlement-updated

            buy of a partner  | 3.1 | C-M, U-M      | subscribe-success   | subscribe-success, entitlement-updated
            renew             | 3.1 | E-M, C-M, U-M | subscribe-success   | entitlement-updated
            cancel            | 3.1 | E-M           | unsubscribe-pending | unsubscribe-pending, entitlement-updated
            wait for the gap  | 3.1 | D-M, D-M      |                     |

            fail at once      | 3.7 | C-P, E-P      | subscribe-fail      | subscribe-fail
            wait an hour      | 3.7 |               |                     |

            subscribe         | 3.4 | C-P, U-M      | subscribe-success   | subscribe-success, entitlement-updated
            fail later        | 3.7 | E-P           | unsubscribe-pending | unsubscribe-pending, entitlement-updated
            wait for the gap  | 3.7 | D-M           |                     |
            wait an hour      | 2.3 |               | unsubscribe-success | unsubscribe-success

            subscribe         | 3.4 | C-P, U-M      | subscribe-success   | subscribe-success, entitlement-updated
            cancel            | 2.3 | E-P           | unsubscribe-pending | unsubscribe-pending, entitlement-updated
            subscribe         | 2.3 | C-P, U-M      | subscribe-success   | subscribe-success, entitlement-updated
            wait for the gap  | 2.3 | D-M           |                     |
            wait an hour      | 2.3 |               |                     |

            subscribe         | 3.4 | C-P, U-M      | subscribe-success   | subscribe-success, entitlement-updated
            cancel            | 2.3 | E-P           | unsubscribe-pending | unsubscribe-pending, entitlement-updated
            subscribe         | 2.3 | C-P, U-M      | subscribe-success   | subscribe-success, entitlement-updated
            cancel            | 2.3 | E-P           | unsubscribe-pending | unsubscribe-pending, entitlement-updated
            wait for the gap  | 2.3 | D-M, D-M      |                     |
            wait an hour      | 2.3 |               | unsubscribe-success | unsubscribe-success

            license later     | 3.4 |               |                     |
            subscribe         | 3.4 | C-P           |                     |
            amend             | 3.2 | A-P           |                     |
            cancel            | 2.3 | E-P           | subscribe-fail      | subscribe-fail
            wait three hours  | 2.3 |               |                     |

            license later     | 3.4 |               |                     |
            subscribe         | 3.4 | C-P           |                     |
            amend             | 3.2 | A-P           |                     |
            wait three hours  | 3.2 | U-M           | subscribe-success   | subscribe-success, entitlement-updated

            subscribe         | 3.4 | C-P, U-M      | subscribe-success   | subscribe-success, entitlement-updated
            cancel            | 2.3 | E-P           | unsubscribe-pending | unsubscribe-pending, entitlement-updated
            license later     | 3.4 |               |                     |
            subscribe         | 2.3 | C-P           |                     |
            cancel            | 2.3 | E-P           | subscribe-fail      | subscribe-fail
            wait for the gap  | 2.3 | D-M           |                     |
            wait an hour      | 2.3 |               | unsubscribe-success | unsubscribe-success

            subscribe         | 3.4 | C-P, U-M      | subscribe-success   | subscribe-success, entitlement-updated
            cancel            | 2.3 | E-P           | unsubscribe-pending | unsubscribe-pending, entitlement-updated
            license later     | 3.4 |               |                     |
            subscribe         | 2.3 | C-P           |                     |
            wait for the gap  | 2.3 | D-M           |                     |
            wait an hour      | 2.3 |               |                     |
            wait an hour      | 2.3 | U-M           | subscribe-success   | subscribe-success, entitlement-updated

            subscribe         | 3.4 | C-P, U-M      | subscribe-success   | subscribe-success, entitlement-updated
            cancel            | 2.3 | E-P           | unsubscribe-pending | unsubscribe-pending, entitlement-updated
            license later     | 3.4 |               |                     |
            fail at once      | 2.3 | C-P           |                     |
            wait for the gap  | 2.3 | D-M           |                     |
            wait an hour      | 2.3 |               |                     |
            wait an hour      | 2.3 | E-P           | subscribe-fail, unsubscribe-success | subscribe-fail, unsubscribe-success

            subscribe         | 3.4 | C-P, U-M      | subscribe-success   | subscribe-success, entitlement-updated
            cancel            | 2.3 | E-P           | unsubscribe-pending | unsubscribe-pending, entitlement-updated
            license later     | 3.4 |               |                     |
            subscribe         | 2.3 | C-P           |                     |
            wait for the gap  | 2.3 | D-M           |                     |
            wait an hour      | 2.3 |               |                     |
            cancel            | 2.3 | E-P           | subscribe-fail, unsubscribe-success | subscribe-fail, unsubscribe-success
            """;

    /** With two agreements at a time, which older listings don't have. */
    private static final String PATHS_OF_TWO = """
            subscribe         | 3.4 | C-P, U-M      | subscribe-success   | subscribe-success, entitlement-updated
            subscribe         | 1.4 | C-P, U-M      | subscribe-success   | subscribe-success, entitlement-updated
            cancel the first  | 2.3 | E-P           |                     | entitlement-updated
            wait for the gap  | 2.3 | D-M           |                     |
            wait an hour      | 2.3 |               |                     |
            cancel            | 2.3 | E-P           | unsubscribe-pending | unsubscribe-pending, entitlement-updated
            wait for the gap  | 2.3 | D-M           |                     |
            wait an hour      | 2.3 |               | unsubscribe-success | unsubscribe-success

            subscribe         | 3.4 | C-P, U-M      | subscribe-success   | subscribe-success, entitlement-updated
            subscribe         | 1.4 | C-P, U-M      | subscribe-success   | subscribe-success, entitlement-updated
            cancel the first  | 2.3 | E-P           |                     | entitlement-updated
            wait for the gap  | 2.3 | D-M           |                     |
            cancel            | 2.3 | E-P           | unsubscribe-pending | unsubscribe-pending, entitlement-updated
            wait three hours  | 2.3 | D-M           | unsubscribe-success | unsubscribe-success
            """;

    @ParameterizedTest(name = "{0}")
    @MethodSource("lives")
    void what_the_seller_is_told(String name, Listed listed, List<Step> steps) {
        var path = new LifePath(listed);
        List<String> expected = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (Step step : steps) {
            expected.add(step.does() + ": " + step.told(listed));
            told.add(step.does() + ": " + path.take(step.does()));
        }
        assertEquals(String.join("\n", expected), String.join("\n", told), name);
    }

    static Stream<Object[]> lives() {
        List<Object[]> lives = new ArrayList<>();
        add(lives, PATHS, EnumSet.allOf(ProductIdentity.class));
        add(lives, PATHS_OF_TWO, EnumSet.of(ProductIdentity.MIGRATED, ProductIdentity.CONCURRENT_AGREEMENTS));
        return lives.stream();
    }

    private static void add(List<Object[]> lives, String paths, Set<ProductIdentity> identities) {
        for (String path : paths.split("\n\n", -1)) {
            int number = lives.size() + 1;
            List<Step> steps = path.lines().map(Step::parse).toList();
            for (ProductIdentity identity : identities) {
                for (PricingModel pricingModel : PricingModel.values()) {
                    String name = "%d: %s, %s".formatted(number, identity, pricingModel);
                    lives.add(new Object[] {name, new Listed(identity, pricingModel), steps});
                }
            }
        }
    }
}
