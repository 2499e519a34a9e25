package io.stallkeeper.simulator.api.aws.model;

/** A value of a request is of another type than its service model says. */
public final class WrongTypeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongTypeException(String message) {
        super(message, null, false, false);
    }
}
