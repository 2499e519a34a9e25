package io.stallkeeper.eventsourcing.kafka;

/** A message that no repetition would make better: it is parked with the reason, a stable word in kebab-case. */
public final class Unprocessable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    public Unprocessable(String reason) {
        super(reason);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
