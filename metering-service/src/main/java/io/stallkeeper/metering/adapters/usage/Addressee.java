package io.stallkeeper.metering.adapters.usage;

import io.stallkeeper.contracts.SubscriptionId;
import org.jspecify.annotations.Nullable;

/**
 * Whose usage it is. An event may name the subscription in more than one way, as long as all of them are the same one.
 *
 * @param id null if there is a fault
 */
record Addressee(@Nullable String id, @Nullable UsageFault fault) {

    /** What AWS's longest ARN has (marketplace-protocol 4.1). */
    private static final int MAX_ARN = 1_300;

    private static final int MAX_LEGACY = 255;

    private static final Addressee NONE = new Addressee(null, UsageFault.NO_SUBSCRIPTION);

    static Addressee of(UsageFields data) {
        try {
            var named = data.subscriptionId == null ? null : new SubscriptionId(data.subscriptionId).value();
            return join(join(named, byLicense(data.licenseArn)), byCustomer(data));
        } catch (IllegalArgumentException e) {
            return NONE;
        }
    }

    private static Addressee join(@Nullable String one, @Nullable String other) {
        if (one != null && other != null && !one.equals(other)) {
            return new Addressee(null, UsageFault.AMBIGUOUS_SUBSCRIPTION);
        }
        var id = one == null ? other : one;
        return id == null ? NONE : new Addressee(id, null);
    }

    private static Addressee join(Addressee one, @Nullable String other) {
        return one.fault() == UsageFault.AMBIGUOUS_SUBSCRIPTION ? one : join(one.id(), other);
    }

    private static @Nullable String byLicense(@Nullable String arn) {
        if (arn == null) {
            return null;
        }
        if (arn.length() > MAX_ARN) {
            throw new IllegalArgumentException("too long for an ARN");
        }
        return SubscriptionId.ofLicense(arn).value();
    }

    private static @Nullable String byCustomer(UsageFields data) {
        if (data.productCode == null || data.customerIdentifier == null) {
            return null;
        }
        if (!isIdentifier(data.productCode) || !isIdentifier(data.customerIdentifier)) {
            throw new IllegalArgumentException("not an identifier of AWS's");
        }
        return SubscriptionId.ofCustomer(data.productCode, data.customerIdentifier)
                .value();
    }

    private static boolean isIdentifier(String text) {
        return !text.isBlank() && text.length() <= MAX_LEGACY && Texts.isPrintableAscii(text);
    }
}
