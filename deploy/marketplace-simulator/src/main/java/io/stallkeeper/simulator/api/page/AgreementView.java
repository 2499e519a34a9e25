package io.stallkeeper.simulator.api.page;

import io.stallkeeper.simulator.api.CallLog;
import io.stallkeeper.simulator.api.admin.AgreementBody;
import io.stallkeeper.simulator.api.admin.EntitlementBody;
import io.stallkeeper.simulator.domain.Moment;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.Payment;
import io.stallkeeper.simulator.domain.agreement.Stage;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.metering.MeteredRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An agreement with everything around it.
 *
 * @param due when it moves on by itself; null if it waits for somebody
 * @param resolved whether one of the calls that are remembered has resolved a token of it
 * @param records how many records were billed to it
 * @param refused how many of the last records that were not billed named it
 */
public record AgreementView(
        AgreementBody body,
        Product product,
        List<LifeStep> steps,
        @Nullable Instant due,
        String next,
        boolean resolved,
        int records,
        long refused,
        boolean isCurrent,
        boolean isLicensed,
        boolean canRenew) {

    public AgreementView {
        steps = List.copyOf(steps);
    }

    static AgreementView of(String agreementId, Moment moment, CallLog calls) {
        Agreement agreement = moment.marketplace().agreements().known(agreementId);
        var terms = agreement.terms();
        Product product = moment.marketplace().product(terms.productCode()).orElseThrow();
        List<MeteredRecord> billed = moment.marketplace().ledger().billedOf(agreementId);
        return new AgreementView(
                AgreementBody.of(agreement),
                product,
                LifeStep.of(agreement),
                moment.marketplace().agreements().dueOf(agreement).orElse(null),
                next(agreement),
                calls.calls().stream().anyMatch(call -> isResolutionOf(terms.licenseArn(), call)),
                billed.size(),
                moment.marketplace()
                        .ledger()
                        .refused()
                        .filter(record -> agreementId.equals(record.agreementId()))
                        .count(),
                agreement.isCurrent(),
                agreement.stage() instanceof Stage.Active,
                agreement.stage() instanceof Stage.Active && terms.canRenewItself());
    }

    /** The contract as a form. */
    Form contract() {
        return new Form(
                Map.of(
                        "dimension",
                                body.entitlements().stream()
                                        .map(EntitlementBody::dimension)
                                        .toList(),
                        "units", body.entitlements().stream().map(Shown::units).toList()),
                "",
                null);
    }

    /** The rows of the contract with what a form holds for them. */
    public List<Units.Row> units(Form form) {
        return Units.rows(product, form);
    }

    /** Whether the buyer can go to the seller now. */
    public boolean canSetUp() {
        return isCurrent && product.fulfillmentUrl() != null;
    }

    private static boolean isResolutionOf(String licenseArn, CallLog.Call call) {
        String response = call.response();
        return call.operation().equals("ResolveCustomer") && response != null && response.contains(licenseArn);
    }

    /** What happens by itself at the end of a stage. */
    static String next(Agreement agreement) {
        return switch (agreement.stage()) {
            case Stage.Pending(Payment payment) -> payment == Payment.FAILS ? "The payment fails" : "The license comes";
            case Stage.Active _ -> agreement.autoRenewal() ? "The agreement is renewed" : "The agreement expires";
            case Stage.Ended ended ->
                ended.deprovisionedAt() == null ? "The license is removed" : "The last usage can be sent";
            case Stage.Closed _ -> "";
        };
    }
}
