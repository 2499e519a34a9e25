package io.stallkeeper.subscription.domain;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that was ever heard about a subscription.
 *
 * @param told who somebody said that the buyer is
 * @param registered whether the identity is the one that ResolveCustomer gave, the form that API calls need
 * @param signals in the order of AWS's times, whichever order they came in
 */
public record Life(BuyerIdentity told, boolean registered, List<Signal> signals) {

    public Life {
        signals = List.copyOf(signals);
    }

    /** Who the buyer is to AWS now: a customer who has moved is known by a license. */
    public BuyerIdentity buyer() {
        return told.customerIdentifier() == null
                ? told
                : new Grants(signals).license().map(told::with).orElse(told);
    }

    Life of(BuyerIdentity known, boolean byRegistration) {
        return new Life(known, byRegistration, signals);
    }

    Life with(Signal signal) {
        return new Life(
                told,
                registered,
                Stream.concat(signals.stream(), Stream.of(signal)).sorted().toList());
    }

    boolean knows(Signal signal) {
        return signals.stream().anyMatch(known -> known.notificationId().equals(signal.notificationId()));
    }

    boolean knowsAnyOf(Instant instant) {
        return signals.stream().anyMatch(known -> known.at().equals(instant));
    }

    /** Whether it began with its license, and ends with it; a customer of an older listing may come back. */
    boolean isLicensed() {
        return told.licenseArn() != null && told.customerIdentifier() == null;
    }

    /**
     * The signals that decide how it stands. Of what SNS tells of a customer who is known by a license only the end
     * counts, once the license itself was told active: the rest is about what the customer had before, or has besides.
     */
    List<Signal> deciding() {
        var own = signals.stream().filter(this::isOwnActivation).findFirst();
        return signals.stream()
                .filter(signal -> signal.agreementId() != null
                        || own.map(activation -> signal.isEnd() && signal.compareTo(activation) > 0)
                                .orElse(true))
                .toList();
    }

    private boolean isOwnActivation(Signal signal) {
        return isLicensed() && signal.kind() == Signal.Kind.ACTIVATED && signal.agreementId() != null;
    }

    /** Whether the end is of one agreement among several, and another one goes on. */
    boolean goesOnAfter(Signal end) {
        return !isLicensed() && new Grants(signals).goOnAfter(end);
    }

    /**
     * Whether the license was taken back by then. A customer of an older listing may have another one by another
     * agreement; where an agreement isn't told, it is the same.
     */
    boolean isTakenBackBefore(Signal activation) {
        return signals.stream()
                .filter(known ->
                        known.kind() == Signal.Kind.DEPROVISIONED && !known.at().isAfter(activation.at()))
                .anyMatch(known -> isLicensed() || !known.isOfAnother(activation));
    }
}
