package io.stallkeeper.subscription.domain.notification;

import io.stallkeeper.subscription.domain.BuyerIdentity;
import org.jspecify.annotations.Nullable;

/** Whom a notification is about, as far as its body says. */
public sealed interface Subject {

    /** A license event names all there is. */
    record License(
            BuyerIdentity buyer,
            String accountId,
            @Nullable String agreementId,
            @Nullable String productId) implements Subject {}

    /** SNS names the customer of one product. */
    record Customer(BuyerIdentity buyer, String customerIdentifier) implements Subject {}

    /** An agreement event names no license and seldom a product (marketplace-protocol 3.4). */
    record Agreement(
            String agreementId, String accountId, @Nullable String productId) implements Subject {}

    /** Nobody, or nobody that matters. */
    record Nobody() implements Subject {}
}
