package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.Decision.Accepted;
import io.stallkeeper.simulator.domain.Decision.Rejected;
import io.stallkeeper.simulator.domain.EntitlementPage.Granted;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.AgreementTerms;
import io.stallkeeper.simulator.domain.agreement.Stage;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** GetEntitlements (protocol page, 5): what active contracts grant; one that has ended grants nothing. */
public final class EntitlementReader {
    private static final int MAX_RESULTS = 25;

    private EntitlementReader() {}

    /** The page that the query asks for; values of one filter are alternatives, filters add up. */
    public static Decision<EntitlementPage> read(EntitlementQuery query, Moment moment) {
        if (query.maxResults() < 1 || query.maxResults() > MAX_RESULTS) {
            return invalid("MaxResults: 1 to " + MAX_RESULTS);
        }
        if (query.customerIdentifiers() != null && query.accountIds() != null) {
            return invalid("Filter: CUSTOMER_IDENTIFIER and CUSTOMER_AWS_ACCOUNT_ID exclude each other");
        }
        if (moment.marketplace().product(query.productCode()).isEmpty()) {
            return invalid("ProductCode: no product " + query.productCode());
        }
        List<Granted> found = candidates(query, moment.marketplace())
                .filter(agreement -> agreement.stage() instanceof Stage.Active)
                .filter(agreement -> asksFor(query, agreement.terms()))
                .flatMap(agreement -> agreement.entitlements().stream()
                        .filter(entitlement -> passes(query.dimensions(), entitlement.dimension()))
                        .map(entitlement -> new Granted(agreement.terms(), entitlement)))
                .skip(query.offset())
                .limit(query.maxResults() + 1L)
                .toList();
        boolean more = found.size() > query.maxResults();
        return new Accepted<>(
                List.of(),
                new EntitlementPage(
                        more ? found.subList(0, query.maxResults()) : found,
                        more ? query.offset() + query.maxResults() : null));
    }

    /** By the index that is narrowest: a seller of many licenses asks for one of them. */
    private static Stream<Agreement> candidates(EntitlementQuery query, Marketplace marketplace) {
        if (query.licenseArns() != null) {
            return query.licenseArns().stream()
                    .sorted()
                    .map(marketplace.agreements()::byLicense)
                    .flatMap(Optional::stream);
        }
        if (query.accountIds() != null) {
            return query.accountIds().stream()
                    .sorted()
                    .flatMap(id -> marketplace.agreements().ofAccount(query.productCode(), id).stream());
        }
        return marketplace.agreements().ofProduct(query.productCode()).stream();
    }

    private static boolean asksFor(EntitlementQuery query, AgreementTerms terms) {
        return terms.productCode().equals(query.productCode())
                && passes(query.licenseArns(), terms.licenseArn())
                && passes(query.accountIds(), terms.accountId())
                && passes(query.customerIdentifiers(), terms.customerIdentifier());
    }

    private static boolean passes(@Nullable Set<String> filter, @Nullable String value) {
        return filter == null || (value != null && filter.contains(value));
    }

    private static Decision<EntitlementPage> invalid(String message) {
        return new Rejected<>(RefusalCode.INVALID_PARAMETER.because(message));
    }
}
