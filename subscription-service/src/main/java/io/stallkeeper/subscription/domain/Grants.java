package io.stallkeeper.subscription.domain;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a customer of an older listing who has moved to licenses was granted, by all signals: one agreement after the
 * other, or several at a time. One that is over ends nothing while another one goes on (marketplace-protocol 3.2, 3.5).
 *
 * @param signals in the order of AWS's times
 */
record Grants(List<Signal> signals) {

    /** Whether another agreement, or another license, was active when this one ended. */
    boolean goOnAfter(Signal end) {
        var before = signals.stream().filter(known -> known.compareTo(end) < 0).toList();
        return before.stream()
                .anyMatch(known -> known.kind() == Signal.Kind.ACTIVATED
                        && known.isOfAnother(end)
                        && endOf(known, before).isEmpty());
    }

    /**
     * The license that AWS knows the buyer by. One that is active comes before one that is over, and one that was told
     * active before one that only its end was told of; then the latest one, and of those that are over the last to end.
     */
    Optional<BuyerIdentity> license() {
        return signals.stream()
                .filter(known -> known.license() != null)
                .max(Comparator.comparing(this::isActive)
                        .thenComparing(known -> known.kind() == Signal.Kind.ACTIVATED)
                        .thenComparing(this::lastChange)
                        .thenComparing(Comparator.naturalOrder()))
                .map(known -> Objects.requireNonNull(known.license()));
    }

    private boolean isActive(Signal known) {
        return known.kind() == Signal.Kind.ACTIVATED && endOf(known, signals).isEmpty();
    }

    private Signal lastChange(Signal known) {
        return known.kind() == Signal.Kind.ACTIVATED ? endOf(known, signals).orElse(known) : known;
    }

    /** A license that was taken back is never given again, so that counts whenever it was. */
    private static Optional<Signal> endOf(Signal activation, List<Signal> signals) {
        return signals.stream()
                .filter(known -> known.isEnd() && !known.isOfAnother(activation))
                .filter(known -> known.kind() == Signal.Kind.DEPROVISIONED || known.compareTo(activation) > 0)
                .min(Comparator.naturalOrder());
    }
}
