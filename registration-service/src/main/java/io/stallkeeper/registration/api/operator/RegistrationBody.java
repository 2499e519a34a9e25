package io.stallkeeper.registration.api.operator;

import io.stallkeeper.contracts.MarketplaceIdentity;
import io.stallkeeper.contracts.SubscriptionId;
import io.stallkeeper.registration.adapters.Identities;
import io.stallkeeper.registration.adapters.postgres.KeptContact;
import io.stallkeeper.registration.adapters.postgres.Registrations;
import io.stallkeeper.registration.domain.BuyerIdentity;
import io.stallkeeper.registration.domain.Contact;
import io.stallkeeper.registration.domain.Registration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A registration as operators see it.
 *
 * @param status {@code started} or {@code completed}
 * @param contact null until the form is completed, and again once the buyer is forgotten
 */
public record RegistrationBody(
        String subscriptionId,
        String status,
        MarketplaceIdentity identity,
        boolean freeTrial,
        Instant startedAt,
        @Nullable Instant registeredAt,
        @Nullable Contact contact,
        @Nullable Instant contactForgottenAt) {

    /** Empty for a registration that nobody began. */
    static Optional<RegistrationBody> of(SubscriptionId subscription, Registrations.Details details) {
        return switch (details.registration()) {
            case Registration.Unknown() -> Optional.empty();
            case Registration.Started(var buyer, var _, var freeTrial, var startedAt) ->
                Optional.of(of(subscription, "started", buyer, freeTrial, startedAt, null, details.contact()));
            case Registration.Completed(var buyer, var _, var freeTrial, var startedAt, var registeredAt) ->
                Optional.of(
                        of(subscription, "completed", buyer, freeTrial, startedAt, registeredAt, details.contact()));
        };
    }

    private static RegistrationBody of(
            SubscriptionId subscription,
            String status,
            BuyerIdentity buyer,
            boolean freeTrial,
            Instant startedAt,
            @Nullable Instant registeredAt,
            KeptContact kept) {
        return new RegistrationBody(
                subscription.value(),
                status,
                Identities.toPublished(buyer),
                freeTrial,
                startedAt,
                registeredAt,
                kept instanceof KeptContact.Kept(var contact) ? contact : null,
                kept instanceof KeptContact.Forgotten(var forgottenAt) ? forgottenAt : null);
    }
}
