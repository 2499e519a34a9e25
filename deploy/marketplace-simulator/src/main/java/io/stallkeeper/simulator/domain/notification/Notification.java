package io.stallkeeper.simulator.domain.notification;

import io.stallkeeper.simulator.domain.agreement.AgreementTerms;
import io.stallkeeper.simulator.domain.listing.NotificationRoute;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message to the seller with all that its body says.
 *
 * @param role as whom the seller is told; null for SNS, which knows no roles
 * @param agreementStatus the status when it happened, by AWS's name
 * @param autoRenewal whether the agreement was to be renewed by itself then
 * @param namesOffer whether its body names the offer
 * @param at its own time
 * @param sends when it is sent, on the marketplace's clock: more than once if it comes twice, never if it is lost
 */
public record Notification(
        String id,
        NotificationType type,
        @Nullable Role role,
        AgreementTerms terms,
        String productId,
        NotificationRoute route,
        String agreementStatus,
        boolean autoRenewal,
        boolean namesOffer,
        Instant at,
        List<Instant> sends) {

    public Notification {
        sends = List.copyOf(sends);
    }

    /** The detail-type or the action, as AWS spells it. */
    public String awsName() {
        return role == null ? type.awsName() : type.awsName() + " - " + role.awsName();
    }

    /** Whether nobody will ever see it. */
    public boolean isLost() {
        return sends.isEmpty();
    }
}
