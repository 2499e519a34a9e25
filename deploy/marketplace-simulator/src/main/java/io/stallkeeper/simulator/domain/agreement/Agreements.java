package io.stallkeeper.simulator.domain.agreement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All agreements, found by what the APIs name them by, and by when they are due. */
public final class Agreements {
    private LifecycleTiming timing;
    private final Map<String, Agreement> byId = new LinkedHashMap<>();
    private final Map<String, String> idByLicense = new HashMap<>();
    private final Map<Buyer, List<String>> idsByBuyer = new HashMap<>();
    private final Map<Buyer, String> accountByIdentifier = new HashMap<>();
    private final Map<String, List<String>> idsByProduct = new HashMap<>();
    private final TreeMap<Instant, SequencedSet<String>> idsByDue = new TreeMap<>();

    private record Buyer(String productCode, String name) {}

    public Agreements(LifecycleTiming timing) {
        this.timing = timing;
    }

    /** Lets everything take as long as this from now on, also for agreements that are there already. */
    public void retime(LifecycleTiming newTiming) {
        timing = newTiming;
        idsByDue.clear();
        byId.values().forEach(this::expect);
    }

    /** Adds a new one. */
    public void add(Agreement agreement) {
        AgreementTerms terms = agreement.terms();
        if (byId.putIfAbsent(terms.agreementId(), agreement) != null) {
            throw new IllegalStateException(terms.agreementId() + " is there already");
        }
        idByLicense.put(terms.licenseArn(), terms.agreementId());
        idsByBuyer
                .computeIfAbsent(new Buyer(terms.productCode(), terms.accountId()), _ -> new ArrayList<>(1))
                .add(terms.agreementId());
        idsByProduct
                .computeIfAbsent(terms.productCode(), _ -> new ArrayList<>())
                .add(terms.agreementId());
        if (terms.customerIdentifier() != null) {
            accountByIdentifier.put(new Buyer(terms.productCode(), terms.customerIdentifier()), terms.accountId());
        }
        expect(agreement);
    }

    /** Puts the next version of one in the place of the last. */
    public void replace(Agreement agreement) {
        Agreement before = byId.put(agreement.terms().agreementId(), agreement);
        if (before == null) {
            throw new IllegalStateException(agreement.terms().agreementId() + " was never accepted");
        }
        forget(before);
        expect(agreement);
    }

    /** The agreement of this id. */
    public Optional<Agreement> byId(String agreementId) {
        return Optional.ofNullable(byId.get(agreementId));
    }

    /** The agreement of this id, which some event has named. */
    public Agreement known(String agreementId) {
        return byId(agreementId).orElseThrow(() -> new IllegalStateException(agreementId + " was never accepted"));
    }

    /** The agreement of this license. */
    public Optional<Agreement> byLicense(String licenseArn) {
        return Optional.ofNullable(idByLicense.get(licenseArn)).flatMap(this::byId);
    }

    /** A buyer's agreements on a product, the oldest first. */
    public List<Agreement> ofAccount(String productCode, String accountId) {
        return agreements(idsByBuyer.get(new Buyer(productCode, accountId)));
    }

    /** The agreements on a product of the buyer that CustomerIdentifier names, the oldest first. */
    public List<Agreement> ofCustomer(String productCode, String customerIdentifier) {
        String accountId = accountByIdentifier.get(new Buyer(productCode, customerIdentifier));
        return accountId == null ? List.of() : ofAccount(productCode, accountId);
    }

    /** All agreements on a product, the oldest first. */
    public List<Agreement> ofProduct(String productCode) {
        return agreements(idsByProduct.get(productCode));
    }

    /** All agreements, the oldest first. */
    public List<Agreement> all() {
        return List.copyOf(byId.values());
    }

    /** The one that is due first, if it is due by then. */
    public Optional<Agreement> dueBy(Instant now) {
        Map.Entry<Instant, SequencedSet<String>> first = idsByDue.firstEntry();
        return first == null || first.getKey().isAfter(now)
                ? Optional.empty()
                : byId(first.getValue().getFirst());
    }

    /** Those that move on by themselves, the next one first; at most so many. */
    public List<Agreement> nextDue(int limit) {
        return idsByDue.values().stream()
                .flatMap(SequencedSet::stream)
                .limit(limit)
                .map(this::known)
                .toList();
    }

    /** When this agreement moves on by itself. */
    public Optional<Instant> dueOf(Agreement agreement) {
        return timing.due(agreement);
    }

    private List<Agreement> agreements(@Nullable List<String> ids) {
        return ids == null ? List.of() : ids.stream().map(this::known).toList();
    }

    private void expect(Agreement agreement) {
        timing.due(agreement).ifPresent(due -> idsByDue.computeIfAbsent(due, _ -> new LinkedHashSet<>())
                .add(agreement.terms().agreementId()));
    }

    private void forget(Agreement agreement) {
        timing.due(agreement)
                .ifPresent(due -> idsByDue.computeIfPresent(due, (_, ids) -> {
                    ids.remove(agreement.terms().agreementId());
                    return ids.isEmpty() ? null : ids;
                }));
    }
}
