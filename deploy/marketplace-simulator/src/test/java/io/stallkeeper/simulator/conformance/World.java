package io.stallkeeper.simulator.conformance;

import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.api.TokenDigest;
import io.stallkeeper.simulator.domain.AgreementDecider;
import io.stallkeeper.simulator.domain.Behavior;
import io.stallkeeper.simulator.domain.Conditions;
import io.stallkeeper.simulator.domain.Decision;
import io.stallkeeper.simulator.domain.Moment;
import io.stallkeeper.simulator.domain.RegistrationDecider;
import io.stallkeeper.simulator.domain.Replacement;
import io.stallkeeper.simulator.domain.StageSettingDecider;
import io.stallkeeper.simulator.domain.Subscription;
import io.stallkeeper.simulator.domain.SuccessionDecider;
import io.stallkeeper.simulator.domain.Successor;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.CalendarLength;
import io.stallkeeper.simulator.domain.agreement.Entitlement;
import io.stallkeeper.simulator.domain.fault.Fault;
import io.stallkeeper.simulator.domain.fault.FaultKind;
import io.stallkeeper.simulator.domain.fault.QueuedFault;
import io.stallkeeper.simulator.domain.listing.Dimension;
import io.stallkeeper.simulator.domain.listing.NotificationRoute;
import io.stallkeeper.simulator.domain.listing.PricingModel;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import io.stallkeeper.simulator.domain.metering.MeteredRecord;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A running marketplace: where its wire is, and what AWS and the buyers do in it. */
record World(URI endpoint, Simulation simulation) {
    private static final Duration TOKEN_LIFE = Duration.ofHours(4);

    Product list(
            String code,
            ProductIdentity identity,
            PricingModel pricing,
            List<Dimension> dimensions,
            List<NotificationRoute> routes) {
        var product = new Product(code, "prod-" + code, identity, pricing, dimensions, null, routes);
        return decided(moment -> StageSettingDecider.list(product, moment));
    }

    Agreement subscribe(Product product, String account, List<Entitlement> entitlements) {
        return subscribe(product, account, entitlements, null, Conditions.usual());
    }

    Agreement subscribe(
            Product product,
            String account,
            List<Entitlement> entitlements,
            @Nullable CalendarLength duration,
            Conditions conditions) {
        String unique = UUID.randomUUID().toString().replace("-", "");
        var wish = new Subscription(
                "agmt-" + unique.substring(0, 25),
                "arn:aws:license-manager::294406891311:license:l-" + unique,
                "offer-" + unique.substring(0, 13),
                product.productCode(),
                account,
                entitlements,
                duration,
                conditions);
        decided(moment -> AgreementDecider.subscribe(wish, moment));
        return known(wish.agreementId());
    }

    Agreement renew(Agreement agreement) {
        String id = decided(moment -> SuccessionDecider.renew(agreement.terms().agreementId(), successor(), moment));
        return known(id);
    }

    Agreement replace(Agreement agreement, List<Entitlement> entitlements) {
        var wish = new Replacement(successor(), entitlements, null, Conditions.usual());
        return known(
                decided(moment -> SuccessionDecider.replace(agreement.terms().agreementId(), wish, moment)));
    }

    void amend(Agreement agreement, List<Entitlement> entitlements) {
        decided(moment -> AgreementDecider.changeEntitlements(agreement.terms().agreementId(), entitlements, moment));
    }

    void renewItself(Agreement agreement) {
        decided(moment -> AgreementDecider.changeAutoRenewal(agreement.terms().agreementId(), true, moment));
    }

    void behave(Behavior behavior) {
        decided(_ -> StageSettingDecider.behave(behavior));
    }

    private static Successor successor() {
        String unique = UUID.randomUUID().toString().replace("-", "");
        return new Successor(
                "agmt-" + unique.substring(0, 25),
                "arn:aws:license-manager::294406891311:license:l-" + unique,
                "offer-" + unique.substring(0, 13));
    }

    Agreement known(String agreementId) {
        return simulation.look(moment -> moment.marketplace().agreements().known(agreementId));
    }

    void cancel(Agreement agreement) {
        decided(moment -> AgreementDecider.cancel(agreement.terms().agreementId(), moment));
    }

    String token(Agreement agreement) {
        String token = UUID.randomUUID().toString();
        decided(moment -> RegistrationDecider.issue(
                TokenDigest.of(token), agreement.terms().agreementId(), TOKEN_LIFE, moment));
        return token;
    }

    Instant now() {
        return simulation.look(Moment::now);
    }

    void advance(Duration by) {
        decided(moment -> StageSettingDecider.advanceClock(by, moment));
    }

    void fault(String operation, FaultKind kind) {
        decided(moment -> StageSettingDecider.queue(new QueuedFault(operation, Fault.of(kind), 1), moment));
    }

    /** What the buyer of this agreement will pay for. */
    long billed(Agreement agreement) {
        return simulation.look(moment ->
                moment.marketplace().ledger().billedOf(agreement.terms().agreementId()).stream()
                        .mapToLong(MeteredRecord::quantity)
                        .sum());
    }

    private <T> T decided(Function<Moment, Decision<T>> decider) {
        return RefusedException.answerOf(simulation.decide(decider));
    }
}
