package io.stallkeeper.simulator.adapters.journal;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.stallkeeper.simulator.domain.MarketplaceEvent;
import io.stallkeeper.simulator.domain.agreement.EntitlementValue;
import java.util.Map;

/** A journal entry as one line of JSON. What is stored under a name never changes; a new shape gets a new name. */
final class EventCodec {
    static final Map<Class<? extends MarketplaceEvent>, String> STORED_NAMES = Map.ofEntries(
            Map.entry(MarketplaceEvent.ProductListed.class, "product-listed.v2"),
            Map.entry(MarketplaceEvent.AgreementAccepted.class, "agreement-accepted.v2"),
            Map.entry(MarketplaceEvent.AgreementActivated.class, "agreement-activated.v1"),
            Map.entry(MarketplaceEvent.EntitlementsChanged.class, "entitlements-changed.v1"),
            Map.entry(MarketplaceEvent.AgreementEnded.class, "agreement-ended.v1"),
            Map.entry(MarketplaceEvent.LicenseDeprovisioned.class, "license-deprovisioned.v1"),
            Map.entry(MarketplaceEvent.AgreementClosed.class, "agreement-closed.v1"),
            Map.entry(MarketplaceEvent.RegistrationTokenIssued.class, "registration-token-issued.v1"),
            Map.entry(MarketplaceEvent.UsageMetered.class, "usage-metered.v1"),
            Map.entry(MarketplaceEvent.NotificationQueued.class, "notification-queued.v2"),
            Map.entry(MarketplaceEvent.NotificationDelivered.class, "notification-delivered.v1"),
            Map.entry(MarketplaceEvent.FaultInjected.class, "fault-injected.v1"),
            Map.entry(MarketplaceEvent.FaultQueued.class, "fault-queued.v1"),
            Map.entry(MarketplaceEvent.FaultChanceSet.class, "fault-chance-set.v1"),
            Map.entry(MarketplaceEvent.FaultsCleared.class, "faults-cleared.v1"),
            Map.entry(MarketplaceEvent.FaultSpent.class, "fault-spent.v1"),
            Map.entry(MarketplaceEvent.AutoRenewalChanged.class, "auto-renewal-changed.v1"),
            Map.entry(MarketplaceEvent.ClockAdvanced.class, "clock-advanced.v1"),
            Map.entry(MarketplaceEvent.ClockSet.class, "clock-set.v1"),
            Map.entry(MarketplaceEvent.BehaviorChanged.class, "behavior-changed.v1"),
            Map.entry(MarketplaceEvent.MarketplaceReset.class, "marketplace-reset.v1"));

    private static final Map<Class<? extends EntitlementValue>, String> VALUE_NAMES = Map.of(
            EntitlementValue.OfInteger.class, "integer",
            EntitlementValue.OfDouble.class, "double",
            EntitlementValue.OfBoolean.class, "boolean",
            EntitlementValue.OfString.class, "string");

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Typed {}

    private final ObjectMapper mapper = mapper();

    String encode(JournalEntry entry) {
        try {
            return mapper.writeValueAsString(entry);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written: " + entry, e);
        }
    }

    JournalEntry decode(String line) throws JsonProcessingException {
        if (!Upcasts.concern(line)) {
            return mapper.readValue(line, JournalEntry.class);
        }
        JsonNode entry = mapper.readTree(line);
        entry.path("events").forEach(event -> Upcasts.upcast((ObjectNode) event));
        return mapper.treeToValue(entry, JournalEntry.class);
    }

    private static ObjectMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .defaultPropertyInclusion(JsonInclude.Value.empty().withValueInclusion(JsonInclude.Include.NON_NULL))
                // What events say about themselves is no part of them.
                .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .addMixIn(MarketplaceEvent.class, Typed.class)
                .addMixIn(EntitlementValue.class, Typed.class);
        STORED_NAMES.forEach((type, name) -> builder.registerSubtypes(new NamedType(type, name)));
        VALUE_NAMES.forEach((type, name) -> builder.registerSubtypes(new NamedType(type, name)));
        return builder.build();
    }
}
