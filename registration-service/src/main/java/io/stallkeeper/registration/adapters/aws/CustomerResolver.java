package io.stallkeeper.registration.adapters.aws;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.contracts.SubscriptionId;
import io.stallkeeper.registration.domain.BuyerIdentity;
import io.stallkeeper.registration.domain.Resolution;
import io.stallkeeper.registration.domain.Resolution.ForeignProduct;
import io.stallkeeper.registration.domain.Resolution.Resolved;
import io.stallkeeper.registration.domain.Resolution.TokenInvalid;
import io.stallkeeper.registration.domain.Resolution.Unidentified;
import io.vertx.core.Vertx;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.marketplacemetering.MarketplaceMeteringAsyncClient;
import software.amazon.awssdk.services.marketplacemetering.model.ResolveCustomerResponse;

/**
 * Asks AWS whose registration token this is (marketplace-protocol 1.3). The answer never fails: what went wrong is a
 * {@link Resolution} as well. The token is in the request to AWS and nowhere else.
 */
public final class CustomerResolver {

    /** Longer than any token seen, and as much as AWS's own handler takes (marketplace-protocol 1.2). */
    private static final int MAX_TOKEN_LENGTH = 16_384;

    private static final Pattern TOKEN = Pattern.compile("[^\\s\\p{Cntrl}]+");

    private final MarketplaceMeteringAsyncClient aws;
    private final Set<String> products;
    private final Set<String> migratedProducts;
    private final MeterRegistry meters;

    /**
     * @param products codes of the products that are ours
     * @param migratedProducts those of them that are older than licenses and named their buyers by customer identifier
     *     before
     */
    public CustomerResolver(
            MarketplaceMeteringAsyncClient aws,
            Set<String> products,
            Set<String> migratedProducts,
            MeterRegistry meters) {
        this.aws = aws;
        this.products = Set.copyOf(products);
        this.migratedProducts = Set.copyOf(migratedProducts);
        this.meters = meters;
    }

    public Uni<Resolution> resolve(String token) {
        var sample = Timer.start(meters);
        return ask(token)
                .invoke(resolution -> sample.stop(
                        meters.timer("stallkeeper.registration.resolve", "outcome", Outcomes.nameOf(resolution))));
    }

    private Uni<Resolution> ask(String token) {
        if (token.length() > MAX_TOKEN_LENGTH || !TOKEN.matcher(token).matches()) {
            return Uni.createFrom().item(new TokenInvalid());
        }
        return Uni.createFrom()
                .completionStage(() -> aws.resolveCustomer(request -> request.registrationToken(token)))
                .map(this::read)
                .onFailure()
                .recoverWithItem(Outcomes::ofFailure)
                .emitOn(callersContext());
    }

    /** The SDK answers on a thread of its own; the request goes on where its trace is. */
    private static Executor callersContext() {
        var context = Vertx.currentContext();
        return context == null ? Runnable::run : work -> context.runOnContext(_ -> work.run());
    }

    private Resolution read(ResolveCustomerResponse answer) {
        var productCode = answer.productCode();
        if (productCode == null || !products.contains(productCode)) {
            return new ForeignProduct(String.valueOf(productCode));
        }
        return buyer(productCode, answer);
    }

    /**
     * An older product's answer has both names. The customer identifier decides there, since its notifications have
     * nothing else, until the seller says that the product has moved to licenses; it stays for who registered before.
     */
    private Resolution buyer(String productCode, ResolveCustomerResponse answer) {
        var accountId = blankToNull(answer.customerAWSAccountId());
        var licenseArn = blankToNull(answer.licenseArn());
        var customerIdentifier = blankToNull(answer.customerIdentifier());
        var customer = customerIdentifier == null
                ? null
                : BuyerIdentity.ofCustomer(productCode, customerIdentifier, accountId)
                        .andLicense(licenseArn != null && isLicense(licenseArn) ? licenseArn : null);
        if (customer != null && !migratedProducts.contains(productCode)) {
            return new Resolved(customer);
        }
        if (licenseArn == null || accountId == null || !isLicense(licenseArn)) {
            return new Unidentified();
        }
        return new Resolved(BuyerIdentity.ofLicense(productCode, licenseArn, accountId), customer);
    }

    private static boolean isLicense(String arn) {
        try {
            return !SubscriptionId.ofLicense(arn).value().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
