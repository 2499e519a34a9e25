package io.stallkeeper.local.stack;

/** The stack can't start for a reason that its user can do something about; the message is all they need. */
public final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1;

    public CannotStart(String message) {
        super(message);
    }
}
