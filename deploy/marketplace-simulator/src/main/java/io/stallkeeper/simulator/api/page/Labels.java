package io.stallkeeper.simulator.api.page;

import io.quarkus.qute.TemplateExtension;
import io.stallkeeper.simulator.domain.BehaviorPreset;
import io.stallkeeper.simulator.domain.agreement.OfferKind;
import io.stallkeeper.simulator.domain.fault.FaultKind;
import io.stallkeeper.simulator.domain.listing.DimensionKind;
import io.stallkeeper.simulator.domain.listing.NotificationForm;
import io.stallkeeper.simulator.domain.listing.PricingModel;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import io.stallkeeper.simulator.domain.listing.TargetKind;

/** What choices are called on the page; templates call these as if they were the choices' own. */
@TemplateExtension
public final class Labels {
    private Labels() {}

    static String label(PricingModel model) {
        return switch (model) {
            case USAGE -> "Pay as you go";
            case CONTRACT -> "Contract";
            case CONTRACT_WITH_CONSUMPTION -> "Contract with consumption";
        };
    }

    /** What a buyer is offered. */
    static String offer(PricingModel model) {
        return switch (model) {
            case USAGE -> "You pay for what you use, until you cancel.";
            case CONTRACT -> "You pay ahead for what you choose here.";
            case CONTRACT_WITH_CONSUMPTION ->
                "You pay ahead for what you choose here, and for what you use on top of it.";
        };
    }

    static String label(ProductIdentity identity) {
        return switch (identity) {
            case CONCURRENT_AGREEMENTS -> "Since June 2026: buyers are known by license";
            case LEGACY -> "Earlier: buyers are known by customer identifier";
            case MIGRATED -> "Earlier, and moved over to licenses";
        };
    }

    static String label(DimensionKind kind) {
        return switch (kind) {
            case METERED -> "used: you send usage of it";
            case ENTITLED -> "bought ahead";
            case ENTITLED_AND_METERED -> "bought ahead, and used on top";
        };
    }

    static String label(NotificationForm form) {
        return switch (form) {
            case EVENTBRIDGE -> "EventBridge event";
            case SNS_RAW -> "SNS, raw message";
            case SNS_ENVELOPE -> "SNS, in its envelope";
        };
    }

    static String label(FaultKind kind) {
        return switch (kind) {
            case THROTTLE -> "Refused with ThrottlingException";
            case INTERNAL_ERROR -> "Refused with InternalServiceErrorException, HTTP 500";
            case DISABLED_API -> "Refused with DisabledApiException";
            case ACCESS_DENIED -> "Refused with AccessDeniedException";
            case UNPROCESSED -> "BatchMeterUsage leaves half of the records unprocessed";
            case EMPTY_PAGE -> "GetEntitlements answers an empty page that has a successor";
            case SLOW -> "Answered, but late";
            case MALFORMED -> "The work is done, then the answer breaks off in its middle";
            case RESET -> "The connection is reset before anything is done";
            case LOST_REQUEST -> "The connection is closed before anything is done";
            case LOST_RESPONSE -> "The work is done, then the connection is closed";
        };
    }

    static String label(TargetKind target) {
        return switch (target) {
            case SQS -> "SQS queue";
            case HTTP -> "HTTP address";
            case FILE -> "File";
        };
    }

    static String label(OfferKind kind) {
        return switch (kind) {
            case PUBLIC -> "Public offer";
            case PRIVATE -> "Private offer, made for this buyer";
            case FREE_TRIAL -> "Free trial";
        };
    }

    static String label(BehaviorPreset preset) {
        return switch (preset) {
            case IMMEDIATE -> "At once: licensed and told of without delay";
            case OBSERVED -> "As observed: told of after 11 seconds, licensed after a minute";
            case HOUR_GAP -> "Slow end: the license goes an hour after its agreement";
            case STORMY -> "Stormy: as observed, and late, twice, overtaken or lost on the way";
        };
    }
}
