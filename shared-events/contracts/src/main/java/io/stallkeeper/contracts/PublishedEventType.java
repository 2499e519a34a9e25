package io.stallkeeper.contracts;

import io.stallkeeper.contracts.entitlement.EntitlementsGranted;
import io.stallkeeper.contracts.entitlement.EntitlementsRevoked;
import io.stallkeeper.contracts.metering.FinalUsageSettled;
import io.stallkeeper.contracts.metering.UsageExpired;
import io.stallkeeper.contracts.metering.UsageMetered;
import io.stallkeeper.contracts.metering.UsageRefused;
import io.stallkeeper.contracts.registration.AliasNamed;
import io.stallkeeper.contracts.registration.CustomerRegistered;
import io.stallkeeper.contracts.registration.RegistrationStarted;
import io.stallkeeper.contracts.subscription.AliasLearned;
import io.stallkeeper.contracts.subscription.EntitlementsChangeNotified;
import io.stallkeeper.contracts.subscription.SubscriptionActivated;
import io.stallkeeper.contracts.subscription.SubscriptionEnded;
import io.stallkeeper.contracts.subscription.SubscriptionEnding;
import io.stallkeeper.contracts.subscription.SubscriptionFailed;
import java.util.Optional;

/**
 * Every published event: its CloudEvents type, versioned in the name, and the topic that carries it. A change that an
 * old reader would misunderstand is a new constant with the next version; the old one stays while anybody reads it.
 */
public enum PublishedEventType {
    REGISTRATION_STARTED("registration.started.v1", Topic.REGISTRATION, RegistrationStarted.class),
    CUSTOMER_REGISTERED("registration.customer-registered.v1", Topic.REGISTRATION, CustomerRegistered.class),
    ALIAS_NAMED("registration.alias-named.v1", Topic.REGISTRATION, AliasNamed.class),
    SUBSCRIPTION_ACTIVATED("subscription.activated.v1", Topic.SUBSCRIPTION, SubscriptionActivated.class),
    SUBSCRIPTION_ENDING("subscription.ending.v1", Topic.SUBSCRIPTION, SubscriptionEnding.class),
    SUBSCRIPTION_ENDED("subscription.ended.v1", Topic.SUBSCRIPTION, SubscriptionEnded.class),
    SUBSCRIPTION_FAILED("subscription.failed.v1", Topic.SUBSCRIPTION, SubscriptionFailed.class),
    ENTITLEMENTS_CHANGE_NOTIFIED(
            "subscription.entitlements-change-notified.v1", Topic.SUBSCRIPTION, EntitlementsChangeNotified.class),
    ALIAS_LEARNED("subscription.alias-learned.v1", Topic.SUBSCRIPTION, AliasLearned.class),
    USAGE_METERED("metering.usage-metered.v1", Topic.METERING, UsageMetered.class),
    USAGE_REFUSED("metering.usage-refused.v1", Topic.METERING, UsageRefused.class),
    USAGE_EXPIRED("metering.usage-expired.v1", Topic.METERING, UsageExpired.class),
    FINAL_USAGE_SETTLED("metering.final-usage-settled.v1", Topic.METERING, FinalUsageSettled.class),
    ENTITLEMENTS_GRANTED("entitlement.granted.v1", Topic.ENTITLEMENT, EntitlementsGranted.class),
    ENTITLEMENTS_REVOKED("entitlement.revoked.v1", Topic.ENTITLEMENT, EntitlementsRevoked.class);

    private final String typeName;
    private final String topic;
    private final Class<? extends PublishedEvent> dataType;

    PublishedEventType(String suffix, String topic, Class<? extends PublishedEvent> dataType) {
        this.typeName = "io.stallkeeper." + suffix;
        this.topic = topic;
        this.dataType = dataType;
    }

    /** The CloudEvent's {@code type}, such as {@code io.stallkeeper.subscription.activated.v1}. */
    public String typeName() {
        return typeName;
    }

    public String topic() {
        return topic;
    }

    public Class<? extends PublishedEvent> dataType() {
        return dataType;
    }

    /** The JSON Schema's place on the class path. */
    public String schemaResource() {
        return "/io/stallkeeper/contracts/schemas/" + typeName + ".json";
    }

    public static PublishedEventType of(PublishedEvent event) {
        for (var type : values()) {
            if (type.dataType == event.getClass()) {
                return type;
            }
        }
        throw new IllegalArgumentException("not a published event: " + event.getClass());
    }

    /** Empty for a type that this version doesn't know: somebody else's business, or a later version's. */
    public static Optional<PublishedEventType> named(String typeName) {
        for (var type : values()) {
            if (type.typeName.equals(typeName)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
