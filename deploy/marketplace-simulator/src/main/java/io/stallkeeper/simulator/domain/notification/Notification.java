package io.stallkeeper.simulator.domain.notification;

import io.stallkeeper.simulator.domain.agreement.AgreementTerms;
import io.stallkeeper.simulator.domain.listing.NotificationRoute;
import java.time.Instant;

/**
 * One message to the seller with all that its body says.
 *
 * @param agreementStatus the status at {@code at}, by AWS's name
 */
public record Notification(
        String id,
        NotificationType type,
        AgreementTerms terms,
        String productId,
        NotificationRoute route,
        String agreementStatus,
        Instant at) {}
