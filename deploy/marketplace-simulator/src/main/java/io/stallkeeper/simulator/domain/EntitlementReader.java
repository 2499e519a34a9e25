package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.Decision.Accepted;
import io.stallkeeper.simulator.domain.Decision.Rejected;
import io.stallkeeper.simulator.domain.EntitlementPage.Granted;
import io.stallkeeper.simulator.domain.EntitlementPage.Position;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.AgreementTerms;
import io.stallkeeper.simulator.domain.agreement.Entitlement;
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
        Position after = query.after();
        if (after != null
                && moment.marketplace().agreements().byId(after.agreementId()).isEmpty()) {
            return invalid("NextToken: unknown");
        }
        List<Granted> found = from(after, candidates(query, moment.marketplace()))
                .filter(agreement -> agreement.stage() instanceof Stage.Active)
                .filter(agreement -> asksFor(query, agreement.terms()))
                .flatMap(agreement -> left(agreement, after)
                        .filter(entitlement -> passes(query.dimensions(), entitlement.dimension()))
                        .map(entitlement -> new Granted(agreement.terms(), entitlement)))
                .limit(query.maxResults() + 1L)
                .toList();
        boolean more = found.size() > query.maxResults();
        return new Accepted<>(
                List.of(),
                new EntitlementPage(
                        more ? found.subList(0, query.maxResults()) : found,
                        more ? found.get(query.maxResults() - 1).position() : null));
    }

    /** Candidates from the one on that the last page ended with, be it still active or not. */
    private static Stream<Agreement> from(@Nullable Position after, Stream<Agreement> candidates) {
        return after == null
                ? candidates
                : candidates.dropWhile(
                        agreement -> !agreement.terms().agreementId().equals(after.agreementId()));
    }

    /** What of an agreement comes after the position; all of it, if its contract has lost the dimension meanwhile. */
    private static Stream<Entitlement> left(Agreement agreement, @Nullable Position after) {
        List<Entitlement> all = agreement.entitlements();
        if (after == null || !agreement.terms().agreementId().equals(after.agreementId())) {
            return all.stream();
        }
        List<String> dimensions = all.stream().map(Entitlement::dimension).toList();
        return all.stream().skip(dimensions.indexOf(after.dimension()) + 1L);
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
