package io.stallkeeper.registration.domain;

import org.jspecify.annotations.Nullable;

/** What became of the question whose token this is (marketplace-protocol 1.3). */
public sealed interface Resolution {

    /**
     * AWS named a buyer of one of our products. It doesn't say that the subscription is active.
     *
     * @param formerly what the buyer was named by before the product moved to licenses; null if it hasn't moved
     */
    record Resolved(BuyerIdentity identity, @Nullable BuyerIdentity formerly) implements Resolution {

        public Resolved(BuyerIdentity identity) {
            this(identity, null);
        }
    }

    /** The token was genuine, and is too old. */
    record TokenExpired() implements Resolution {}

    /** AWS doesn't know the token. */
    record TokenInvalid() implements Resolution {}

    /** AWS had no time for us, several times in a row. The token is as good as before. */
    record Throttled() implements Resolution {}

    /** AWS failed, couldn't be reached or took too long. The token is as good as before. */
    record Unavailable() implements Resolution {}

    /**
     * AWS won't answer us, whatever the token: the API is off in this Region, or role or credentials are wrong.
     *
     * @param code AWS's error code, or what kept the call from being made
     */
    record Misconfigured(String code) implements Resolution {}

    /** The token is genuine, and is of a product that isn't ours. */
    record ForeignProduct(String productCode) implements Resolution {}

    /** AWS resolved the token and named neither a license nor a customer identifier. */
    record Unidentified() implements Resolution {}
}
