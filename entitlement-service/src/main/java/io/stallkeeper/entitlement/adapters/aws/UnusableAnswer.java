package io.stallkeeper.entitlement.adapters.aws;

/** AWS answered with what can't be taken for an answer. The message holds nothing of the buyer's. */
public final class UnusableAnswer extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnusableAnswer(String message) {
        super(message);
    }
}
