package io.stallkeeper.metering.adapters.usage;

import io.stallkeeper.contracts.SubscriptionId;
import org.jspecify.annotations.Nullable;

/**
 * Whose usage it is. An event may name the subscription in more than one way. A license and a customer of an older
 * listing may be one buyer: whether they are is found out when the event is counted.
 *
 * @param id null if there is a fault
 * @param alias a license that is named beside a customer; null if there is none
 */
record Addressee(
        @Nullable String id,
        @Nullable String alias,
        @Nullable UsageFault fault) {

    /** What AWS's longest ARN has (marketplace-protocol 4.1). */
    private static final int MAX_ARN = 1_300;

    private static final int MAX_LEGACY = 255;

    private static final Addressee NONE = new Addressee(null, null, UsageFault.NO_SUBSCRIPTION);

    private static final Addressee AMBIGUOUS = new Addressee(null, null, UsageFault.AMBIGUOUS_SUBSCRIPTION);

    private static final String OF_CUSTOMER = "c-";

    static Addressee of(UsageFields data) {
        try {
            var named = data.subscriptionId == null ? null : new SubscriptionId(data.subscriptionId).value();
            return join(join(join(NONE, named), byLicense(data.licenseArn)), byCustomer(data));
        } catch (IllegalArgumentException e) {
            return NONE;
        }
    }

    private static Addressee join(Addressee named, @Nullable String other) {
        if (other == null
                || other.equals(named.id)
                || other.equals(named.alias)
                || named.fault == UsageFault.AMBIGUOUS_SUBSCRIPTION) {
            return named;
        }
        if (named.id == null) {
            return new Addressee(other, null, null);
        }
        boolean isOfOtherKind = named.id.startsWith(OF_CUSTOMER) != other.startsWith(OF_CUSTOMER);
        if (named.alias != null || !isOfOtherKind) {
            return AMBIGUOUS;
        }
        return other.startsWith(OF_CUSTOMER)
                ? new Addressee(other, named.id, null)
                : new Addressee(named.id, other, null);
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
