package io.stallkeeper.simulator.api.admin;

import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.SimulatorSettings;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.api.TokenDigest;
import io.stallkeeper.simulator.domain.AgreementDecider;
import io.stallkeeper.simulator.domain.RegistrationDecider;
import io.stallkeeper.simulator.domain.Subscription;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.AgreementTerms;
import io.stallkeeper.simulator.domain.agreement.Entitlement;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** What buyers do: {@code /simulator/v1/agreements}. */
@Path("/simulator/v1/agreements")
public class AgreementsResource {
    private final Simulation simulation;
    private final Duration tokenLife;

    /** Without an account a new buyer comes. {@code duration} is ISO-8601. */
    public record Wish(
            @Nullable String productCode,
            @Nullable String buyerAccountId,
            @Nullable List<EntitlementBody> entitlements,
            @Nullable Duration duration) {}

    public record Contract(@Nullable List<EntitlementBody> entitlements) {}

    /** An agreement; {@code stage} is one of Pending, Active, Ended, Closed, {@code status} is AWS's. */
    public record AgreementBody(
            String agreementId,
            String productCode,
            String licenseArn,
            String customerAwsAccountId,
            @Nullable String customerIdentifier,
            String offerId,
            String status,
            String stage,
            Instant acceptedAt,
            @Nullable Instant endsAt,
            List<EntitlementBody> entitlements) {

        static AgreementBody of(Agreement agreement) {
            AgreementTerms terms = agreement.terms();
            return new AgreementBody(
                    terms.agreementId(),
                    terms.productCode(),
                    terms.licenseArn(),
                    terms.accountId(),
                    terms.customerIdentifier(),
                    terms.offerId(),
                    agreement.status(),
                    agreement.stage().getClass().getSimpleName(),
                    terms.acceptedAt(),
                    terms.endsAt(),
                    agreement.entitlements().stream().map(EntitlementBody::of).toList());
        }
    }

    /** What "Set up your account" posts as {@code x-amzn-marketplace-token}. */
    public record TokenBody(
            String token, Instant expiresAt, @Nullable String fulfillmentUrl) {}

    public AgreementsResource(Simulation simulation, SimulatorSettings settings) {
        this.simulation = simulation;
        this.tokenLife = settings.tokenLife();
    }

    /** A buyer subscribes. */
    @POST
    @ResponseStatus(201)
    public AgreementBody subscribe(@Nullable Wish body) {
        Wish wish = Given.required(body, "the body");
        String account = wish.buyerAccountId();
        var subscription = new Subscription(
                Identifiers.agreementId(),
                Identifiers.licenseArn(),
                Identifiers.offerId(),
                Given.required(wish.productCode(), "productCode"),
                account == null ? Identifiers.accountId() : account,
                EntitlementBody.read(wish.entitlements()),
                wish.duration());
        RefusedException.answerOf(simulation.decide(moment -> AgreementDecider.subscribe(subscription, moment)));
        return get(subscription.agreementId());
    }

    /** One agreement. */
    @GET
    @Path("{agreementId}")
    public AgreementBody get(@PathParam("agreementId") String agreementId) {
        return AgreementBody.of(known(agreementId));
    }

    /** The buyer cancels. */
    @POST
    @Path("{agreementId}/cancel")
    public AgreementBody cancel(@PathParam("agreementId") String agreementId) {
        RefusedException.answerOf(simulation.decide(moment -> AgreementDecider.cancel(agreementId, moment)));
        return get(agreementId);
    }

    /** The buyer changes the contract. */
    @PUT
    @Path("{agreementId}/entitlements")
    public AgreementBody change(@PathParam("agreementId") String agreementId, @Nullable Contract body) {
        Contract contract = Given.required(body, "the body");
        List<Entitlement> entitlements = EntitlementBody.read(Given.required(contract.entitlements(), "entitlements"));
        RefusedException.answerOf(
                simulation.decide(moment -> AgreementDecider.changeEntitlements(agreementId, entitlements, moment)));
        return get(agreementId);
    }

    /** The buyer chooses "Set up your account". */
    @POST
    @Path("{agreementId}/registration-tokens")
    @ResponseStatus(201)
    public TokenBody token(@PathParam("agreementId") String agreementId) {
        String token = Identifiers.registrationToken();
        Instant expiresAt = RefusedException.answerOf(simulation.decide(
                moment -> RegistrationDecider.issue(TokenDigest.of(token), agreementId, tokenLife, moment)));
        String productCode = known(agreementId).terms().productCode();
        Product product = simulation.look(
                moment -> moment.marketplace().product(productCode).orElseThrow());
        return new TokenBody(token, expiresAt, product.fulfillmentUrl());
    }

    private Agreement known(String agreementId) {
        return simulation
                .look(moment -> moment.marketplace().agreements().byId(agreementId))
                .orElseThrow(() ->
                        new RefusedException(RefusalCode.RESOURCE_NOT_FOUND.because("no agreement " + agreementId)));
    }
}
