package io.stallkeeper.subscription.domain.notification;

import io.stallkeeper.subscription.domain.Signal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A notification of AWS, read.
 *
 * @param id EventBridge's id, SNS's MessageId, or for raw SNS, which has neither, the SQS message's id
 * @param type {@code detail-type} or {@code action}, as it came
 * @param at its own time
 * @param agreementStatus of {@code Purchase Agreement Ended}
 */
public record Notification(
        String id,
        Form form,
        String type,
        Instant at,
        Subject subject,
        @Nullable String agreementStatus) {

    private static final String ROLE = " - ";

    /** The type without the seller's role: {@code License Updated} of {@code License Updated - Manufacturer}. */
    public String event() {
        int role = type.indexOf(ROLE);
        return form == Form.EVENTBRIDGE && role >= 0 ? type.substring(0, role) : type;
    }

    /** What it says about a subscription; empty for what says nothing, and for types that aren't known. */
    public Optional<Signal.Kind> signal() {
        if (subject instanceof Subject.Nobody) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                switch (event()) {
                    case "License Updated", "subscribe-success" -> Signal.Kind.ACTIVATED;
                    case "License Deprovisioned" -> Signal.Kind.DEPROVISIONED;
                    case "Purchase Agreement Ended" -> hasSuccessor() ? null : Signal.Kind.ENDING;
                    case "unsubscribe-pending" -> Signal.Kind.ENDING;
                    case "unsubscribe-success" -> Signal.Kind.CLOSED;
                    case "subscribe-fail" -> Signal.Kind.FAILED;
                    case "entitlement-updated" -> Signal.Kind.ENTITLEMENTS_CHANGED;
                    default -> null;
                });
    }

    public @Nullable String agreementId() {
        return switch (subject) {
            case Subject.License license -> license.agreementId();
            case Subject.Agreement agreement -> agreement.agreementId();
            case Subject.Customer _, Subject.Nobody _ -> null;
        };
    }

    /** RENEWED and REPLACED are followed by a new agreement: nothing is taken away (marketplace-protocol 3.2). */
    private boolean hasSuccessor() {
        return !("CANCELLED".equals(agreementStatus)
                || "EXPIRED".equals(agreementStatus)
                || "TERMINATED".equals(agreementStatus));
    }
}
