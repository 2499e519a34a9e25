package io.stallkeeper.simulator.api.admin;

import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.SimulatorSettings;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.api.TokenDigest;
import io.stallkeeper.simulator.domain.AgreementDecider;
import io.stallkeeper.simulator.domain.RegistrationDecider;
import io.stallkeeper.simulator.domain.Replacement;
import io.stallkeeper.simulator.domain.Subscription;
import io.stallkeeper.simulator.domain.SuccessionDecider;
import io.stallkeeper.simulator.domain.Successor;
import io.stallkeeper.simulator.domain.TrialLength;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.AgreementTerms;
import io.stallkeeper.simulator.domain.agreement.Entitlement;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** What buyers do: {@code /simulator/v1/agreements}. */
@Path("/simulator/v1/agreements")
public class AgreementsResource {
    private static final int LONGEST_PAGE = 1000;

    private final Simulation simulation;
    private final Duration tokenLife;
    private final FormFields formFields;
    private final TrialLength trialLength;

    /** Without an account a new buyer comes. {@code duration} is ISO-8601. */
    public record Wish(
            @Nullable String productCode,
            @Nullable String buyerAccountId,
            @Nullable List<EntitlementBody> entitlements,
            @Nullable String duration,
            @Nullable OfferBody offer) {

        /** On a public offer. */
        public Wish(
                @Nullable String productCode,
                @Nullable String buyerAccountId,
                @Nullable List<EntitlementBody> entitlements,
                @Nullable String duration) {
            this(productCode, buyerAccountId, entitlements, duration, null);
        }
    }

    /** {@code nextOffset} is null on the last page. */
    public record Page(
            List<AgreementBody> agreements, @Nullable Integer nextOffset) {}

    public record Contract(@Nullable List<EntitlementBody> entitlements) {}

    /** Another agreement in the place of a running one; {@code duration} counts from now on. */
    public record Another(
            @Nullable List<EntitlementBody> entitlements,
            @Nullable String duration,
            @Nullable OfferBody offer) {}

    public record AutoRenewal(@Nullable Boolean enabled) {}

    /** What "Set up your account" posts: {@code fields} to {@code fulfillmentUrl}; one of them is the token. */
    public record TokenBody(
            String token, Instant expiresAt, @Nullable String fulfillmentUrl, Map<String, String> fields) {}

    public AgreementsResource(Simulation simulation, SimulatorSettings settings) {
        this.simulation = simulation;
        this.tokenLife = settings.tokenLife();
        this.formFields = settings.formFields();
        this.trialLength = settings.trialLength();
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
                Lengths.read("duration", wish.duration()),
                OfferBody.conditions(wish.offer()));
        RefusedException.answerOf(
                simulation.decide(moment -> AgreementDecider.subscribe(subscription, trialLength, moment)));
        return get(subscription.agreementId());
    }

    /** The agreements on a product, of a buyer, or all, the oldest first. */
    @GET
    public Page all(
            @QueryParam("productCode") @Nullable String productCode,
            @QueryParam("buyerAccountId") @Nullable String buyerAccountId,
            @QueryParam("offset") @DefaultValue("0") int offset,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        int from = Math.max(0, offset);
        int most = Math.clamp(limit, 1, LONGEST_PAGE);
        List<AgreementBody> found = simulation.look(moment -> moment.marketplace().agreements().all().stream()
                .filter(agreement -> productCode == null
                        || productCode.equals(agreement.terms().productCode()))
                .filter(agreement -> buyerAccountId == null
                        || buyerAccountId.equals(agreement.terms().accountId()))
                .skip(from)
                .limit(most + 1L)
                .map(AgreementBody::of)
                .toList());
        return found.size() > most ? new Page(found.subList(0, most), from + most) : new Page(found, null);
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

    /** The buyer switches the renewal at the end on or off. */
    @PUT
    @Path("{agreementId}/auto-renewal")
    public AgreementBody renewItself(@PathParam("agreementId") String agreementId, @Nullable AutoRenewal body) {
        boolean enabled = Given.required(Given.required(body, "the body").enabled(), "enabled");
        RefusedException.answerOf(
                simulation.decide(moment -> AgreementDecider.changeAutoRenewal(agreementId, enabled, moment)));
        return get(agreementId);
    }

    /** The buyer renews now; answers with the new agreement. */
    @POST
    @Path("{agreementId}/renewal")
    @ResponseStatus(201)
    public AgreementBody renew(@PathParam("agreementId") String agreementId) {
        Successor names = successor();
        return get(RefusedException.answerOf(
                simulation.decide(moment -> SuccessionDecider.renew(agreementId, names, moment))));
    }

    /** The buyer accepts another offer in the place of this agreement; answers with the new one. */
    @POST
    @Path("{agreementId}/replacement")
    @ResponseStatus(201)
    public AgreementBody replace(@PathParam("agreementId") String agreementId, @Nullable Another body) {
        Another another = Given.required(body, "the body");
        var replacement = new Replacement(
                successor(),
                EntitlementBody.read(another.entitlements()),
                Lengths.read("duration", another.duration()),
                OfferBody.conditions(another.offer()));
        return get(RefusedException.answerOf(
                simulation.decide(moment -> SuccessionDecider.replace(agreementId, replacement, moment))));
    }

    /** The buyer's payment fails. */
    @POST
    @Path("{agreementId}/payment-failure")
    public AgreementBody failPayment(@PathParam("agreementId") String agreementId) {
        RefusedException.answerOf(simulation.decide(moment -> AgreementDecider.failPayment(agreementId, moment)));
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
        AgreementTerms terms = known(agreementId).terms();
        String productCode = terms.productCode();
        Product product = simulation.look(
                moment -> moment.marketplace().product(productCode).orElseThrow());
        return new TokenBody(
                token, expiresAt, product.fulfillmentUrl(), formFields.of(token, terms, product.productId()));
    }

    private static Successor successor() {
        return new Successor(Identifiers.agreementId(), Identifiers.licenseArn(), Identifiers.offerId());
    }

    private Agreement known(String agreementId) {
        return simulation
                .look(moment -> moment.marketplace().agreements().byId(agreementId))
                .orElseThrow(() ->
                        new RefusedException(RefusalCode.RESOURCE_NOT_FOUND.because("no agreement " + agreementId)));
    }
}
