package io.stallkeeper.subscription.domain;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that was ever heard about a subscription.
 *
 * @param registered whether the identity is the one that ResolveCustomer gave, the form that API calls need
 * @param signals in the order of AWS's times, whichever order they came in
 */
public record Life(BuyerIdentity buyer, boolean registered, List<Signal> signals) {

    public Life {
        signals = List.copyOf(signals);
    }

    Life of(BuyerIdentity known, boolean byRegistration) {
        return new Life(known, byRegistration, signals);
    }

    Life with(Signal signal) {
        return new Life(
                buyer,
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
        return buyer.licenseArn() != null && buyer.customerIdentifier() == null;
    }

    boolean isDeprovisionedBy(Instant instant) {
        return signals.stream()
                .anyMatch(known ->
                        known.kind() == Signal.Kind.DEPROVISIONED && !known.at().isAfter(instant));
    }
}
