package io.stallkeeper.local.marketplace;

import java.net.URI;

/**
 * A product of the pricing model contract with consumption.
 *
 * @param identity by what its buyers are named: CONCURRENT_AGREEMENTS or LEGACY
 * @param contractDimension what buyers buy ahead
 * @param usageDimension what is metered
 * @param fulfillmentUrl where "Set up your account" posts to
 * @param notificationForm EVENTBRIDGE, SNS_RAW or SNS_ENVELOPE
 */
public record Listing(
        String productCode,
        String identity,
        String contractDimension,
        String usageDimension,
        URI fulfillmentUrl,
        String notificationForm,
        String queueUrl) {}
