package io.stallkeeper.entitlement.domain;

import io.stallkeeper.entitlement.domain.Entitlements.Active;
import io.stallkeeper.entitlement.domain.Entitlements.Alias;
import io.stallkeeper.entitlement.domain.Entitlements.Ended;
import io.stallkeeper.entitlement.domain.Entitlements.Ending;
import io.stallkeeper.entitlement.domain.Entitlements.Failed;
import io.stallkeeper.entitlement.domain.Entitlements.Pending;
import io.stallkeeper.entitlement.domain.Entitlements.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When AWS is to be asked next without being told that something changed.
 *
 * @param refreshInterval how old the newest answer gets at most; AWS's notifications are best effort
 * @param expirationLead how long before an expiration date it is asked; it is asked once more at the date itself
 * @param emptyRecheck how soon it is asked again about a subscription that has just begun and is granted nothing: AWS's
 *     notification may be ahead of its entitlements; then after twice that, and so on
 */
public record LookupPlan(Duration refreshInterval, Duration expirationLead, Duration emptyRecheck) {

    /**
     * Empty if AWS needn't be asked: not before the subscription has begun, nor after it has ended.
     *
     * @param spread 0 … 1, by how much of a tenth of the interval the refresh comes early, so that subscriptions that
     *     were looked up together don't stay together
     */
    public Optional<Instant> next(Entitlements state, double spread) {
        return switch (state) {
            case Pending(Knowledge known) -> Optional.ofNullable(known.dueSince());
            case Active(Knowledge known, Instant since) -> next(known, spread).map(at -> sooner(at, known, since));
            case Ending(Knowledge known, Instant _) -> next(known, spread);
            case Unknown _, Alias _, Ended _, Failed _ -> Optional.empty();
        };
    }

    private Optional<Instant> next(Knowledge known, double spread) {
        var last = known.last();
        if (known.dueSince() != null || last == null) {
            return Optional.ofNullable(known.dueSince());
        }
        var early = Duration.ofMillis((long) (refreshInterval.toMillis() * spread / 10));
        var refresh = last.asOf().plus(refreshInterval).minus(early);
        return Stream.concat(Stream.of(refresh), expirations(last)).min(Instant::compareTo);
    }

    private Instant sooner(Instant planned, Knowledge known, Instant since) {
        var last = known.last();
        if (last == null || !last.granted().isEmpty()) {
            return planned;
        }
        var age = Duration.between(since, last.asOf());
        var recheck = last.asOf().plus(age.compareTo(emptyRecheck) > 0 ? age : emptyRecheck);
        return recheck.isBefore(planned) ? recheck : planned;
    }

    private Stream<Instant> expirations(Observation last) {
        return last.granted().stream()
                .map(Entitlement::expirationDate)
                .filter(Objects::nonNull)
                .flatMap(date -> Stream.of(date.minus(expirationLead), date))
                .filter(last.asOf()::isBefore);
    }
}
