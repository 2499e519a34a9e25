package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.MarketplaceEvent.AgreementActivated;
import io.stallkeeper.simulator.domain.MarketplaceEvent.AgreementClosed;
import io.stallkeeper.simulator.domain.MarketplaceEvent.AgreementEnded;
import io.stallkeeper.simulator.domain.MarketplaceEvent.LicenseDeprovisioned;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.EndReason;
import io.stallkeeper.simulator.domain.agreement.Payment;
import io.stallkeeper.simulator.domain.agreement.Stage;
import io.stallkeeper.simulator.domain.agreement.Stage.Active;
import io.stallkeeper.simulator.domain.agreement.Stage.Closed;
import io.stallkeeper.simulator.domain.agreement.Stage.Ended;
import io.stallkeeper.simulator.domain.agreement.Stage.Pending;
import io.stallkeeper.simulator.domain.notification.LifecycleStep;
import java.time.Instant;
import java.util.List;

/** What happens by itself as the clock goes on (protocol page, 2.3, 3.2 and 3.4). */
public final class PassageOfTime {
    private PassageOfTime() {}

    /** What is due first by now, at the instant at which it was due; nothing, if nothing is. */
    public static List<MarketplaceEvent> moveOn(Moment moment) {
        return moment.marketplace()
                .agreements()
                .dueBy(moment.now())
                .map(agreement -> moveOn(agreement, moment.marketplace()))
                .orElse(List.of());
    }

    private static List<MarketplaceEvent> moveOn(Agreement agreement, Marketplace marketplace) {
        String id = agreement.terms().agreementId();
        Instant at = marketplace.agreements().dueOf(agreement).orElseThrow();
        var told = new Announcements(marketplace);
        return switch (agreement.stage()) {
            case Pending(Payment payment) -> license(agreement, payment, at, marketplace);
            case Active _ ->
                agreement.autoRenewal()
                        ? Succession.renewal(agreement, Successor.of(agreement), at, told)
                        : told.add(
                                        new AgreementEnded(id, EndReason.EXPIRED, at),
                                        LifecycleStep.ENDED,
                                        agreement.ended(at, EndReason.EXPIRED),
                                        at)
                                .events();
            case Ended ended -> leave(agreement, ended, at, told);
            case Closed _ -> throw new IllegalStateException(id + " is closed and yet due");
        };
    }

    private static List<MarketplaceEvent> license(
            Agreement agreement, Payment payment, Instant at, Marketplace marketplace) {
        var told = new Announcements(marketplace);
        String id = agreement.terms().agreementId();
        boolean succession = agreement.terms().sale().intent().isSuccession();
        return switch (payment) {
            case SUCCEEDS ->
                told.add(
                                new AgreementActivated(id, at),
                                succession ? LifecycleStep.SUCCEEDED : LifecycleStep.ACTIVATED,
                                agreement.activated(at),
                                marketplace.behavior().timing().toldOfLicense(agreement.terms(), at))
                        .events();
            case FAILS ->
                told.add(
                                new AgreementEnded(id, EndReason.TERMINATED, at),
                                LifecycleStep.NEVER_LICENSED,
                                agreement.ended(at, EndReason.TERMINATED),
                                at)
                        .events();
        };
    }

    private static List<MarketplaceEvent> leave(
            Agreement agreement, Stage.Ended ended, Instant at, Announcements told) {
        String id = agreement.terms().agreementId();
        return ended.deprovisionedAt() == null
                ? told.add(new LicenseDeprovisioned(id, at), LifecycleStep.DEPROVISIONED, agreement, at)
                        .events()
                : told.add(new AgreementClosed(id, at), LifecycleStep.CLOSED, agreement, at)
                        .events();
    }
}
