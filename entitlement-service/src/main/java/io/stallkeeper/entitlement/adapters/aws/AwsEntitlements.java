package io.stallkeeper.entitlement.adapters.aws;

import io.stallkeeper.entitlement.domain.BuyerIdentity;
import io.stallkeeper.entitlement.domain.Entitlement;
import io.stallkeeper.entitlement.domain.EntitlementValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.marketplaceentitlement.MarketplaceEntitlementAsyncClient;
import software.amazon.awssdk.services.marketplaceentitlement.model.GetEntitlementFilterName;
import software.amazon.awssdk.services.marketplaceentitlement.model.GetEntitlementsRequest;
import software.amazon.awssdk.services.marketplaceentitlement.model.GetEntitlementsResponse;

/**
 * What AWS grants a buyer: all pages of GetEntitlements, of one license or one customer identifier
 * (marketplace-protocol 5). Blocks, so it is called from a virtual thread and never inside a transaction.
 */
public final class AwsEntitlements {

    private static final int PAGE_SIZE = 25;

    private final MarketplaceEntitlementAsyncClient client;
    private final CallPace pace;
    private final int maxPages;

    public AwsEntitlements(MarketplaceEntitlementAsyncClient client, CallPace pace, int maxPages) {
        this.client = client;
        this.pace = pace;
        this.maxPages = maxPages;
    }

    /**
     * Throws what the SDK throws, and {@link UnusableAnswer} if AWS's answer can't be taken for one: half an answer
     * would take from a buyer what is granted.
     */
    public List<Entitlement> of(BuyerIdentity buyer) {
        var granted = new ArrayList<Entitlement>();
        String token = null;
        for (int pages = 0; pages < maxPages; pages++) {
            var page = page(buyer, token);
            for (var entitlement : page.entitlements()) {
                if (isOf(buyer, entitlement)) {
                    granted.add(toEntitlement(entitlement));
                }
            }
            // An empty page may have a successor: only the token tells.
            token = page.nextToken();
            if (token == null) {
                return granted;
            }
        }
        throw new UnusableAnswer("more than " + maxPages + " pages");
    }

    private GetEntitlementsResponse page(BuyerIdentity buyer, @Nullable String token) {
        try {
            Thread.sleep(pace.take());
            return client.getEntitlements(GetEntitlementsRequest.builder()
                            .productCode(buyer.productCode())
                            .filter(filter(buyer))
                            .maxResults(PAGE_SIZE)
                            .nextToken(token)
                            .build())
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnusableAnswer("interrupted");
        }
    }

    private static Map<GetEntitlementFilterName, List<String>> filter(BuyerIdentity buyer) {
        var license = buyer.licenseArn();
        if (license != null) {
            return Map.of(GetEntitlementFilterName.LICENSE_ARN, List.of(license));
        }
        var customer = buyer.customerIdentifier();
        if (customer == null) {
            throw new IllegalStateException("a buyer has a license or a customer identifier");
        }
        return Map.of(GetEntitlementFilterName.CUSTOMER_IDENTIFIER, List.of(customer));
    }

    /** The filter is AWS's business; that no buyer is shown another's entitlements is ours. */
    private static boolean isOf(
            BuyerIdentity buyer, software.amazon.awssdk.services.marketplaceentitlement.model.Entitlement entitlement) {
        return buyer.licenseArn() != null
                ? buyer.licenseArn().equals(entitlement.licenseArn())
                : buyer.customerIdentifier() != null
                        && buyer.customerIdentifier().equals(entitlement.customerIdentifier());
    }

    private static Entitlement toEntitlement(
            software.amazon.awssdk.services.marketplaceentitlement.model.Entitlement entitlement) {
        var value = entitlement.value();
        if (entitlement.dimension() == null || value == null) {
            throw new UnusableAnswer("an entitlement without dimension or value");
        }
        try {
            return new Entitlement(
                    entitlement.dimension(),
                    new EntitlementValue(
                            value.integerValue(),
                            value.doubleValue() == null ? null : BigDecimal.valueOf(value.doubleValue()),
                            value.booleanValue(),
                            value.stringValue()),
                    entitlement.expirationDate());
        } catch (IllegalArgumentException e) {
            throw new UnusableAnswer(String.valueOf(e.getMessage()));
        }
    }
}
