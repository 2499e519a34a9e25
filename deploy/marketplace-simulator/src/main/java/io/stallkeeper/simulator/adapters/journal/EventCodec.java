package io.stallkeeper.simulator.adapters.journal;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.stallkeeper.simulator.domain.MarketplaceEvent;
import io.stallkeeper.simulator.domain.MarketplaceEvent.UsageMetered;
import io.stallkeeper.simulator.domain.agreement.EntitlementValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The lines of one file, each a journal entry as JSON, in their order: usage names what earlier lines have named. What
 * is stored under a name never changes; a new shape gets a new name.
 */
final class EventCodec {
    static final Map<Class<? extends MarketplaceEvent>, String> STORED_NAMES = Map.ofEntries(
            Map.entry(MarketplaceEvent.ProductListed.class, "product-listed.v2"),
            Map.entry(MarketplaceEvent.AgreementAccepted.class, "agreement-accepted.v3"),
            Map.entry(MarketplaceEvent.AgreementActivated.class, "agreement-activated.v1"),
            Map.entry(MarketplaceEvent.EntitlementsChanged.class, "entitlements-changed.v1"),
            Map.entry(MarketplaceEvent.AgreementEnded.class, "agreement-ended.v1"),
            Map.entry(MarketplaceEvent.LicenseDeprovisioned.class, "license-deprovisioned.v1"),
            Map.entry(MarketplaceEvent.AgreementClosed.class, "agreement-closed.v1"),
            Map.entry(MarketplaceEvent.RegistrationTokenIssued.class, "registration-token-issued.v1"),
            Map.entry(MarketplaceEvent.RegistrationTokenSpent.class, "registration-token-spent.v1"),
            Map.entry(MarketplaceEvent.UsageMetered.class, UsageCodec.NAME),
            Map.entry(MarketplaceEvent.NotificationQueued.class, "notification-queued.v4"),
            Map.entry(MarketplaceEvent.NotificationDelivered.class, "notification-delivered.v1"),
            Map.entry(MarketplaceEvent.NotificationGivenUp.class, "notification-given-up.v1"),
            Map.entry(MarketplaceEvent.NotificationsForgotten.class, "notifications-forgotten.v1"),
            Map.entry(MarketplaceEvent.FaultInjected.class, "fault-injected.v1"),
            Map.entry(MarketplaceEvent.FaultQueued.class, "fault-queued.v1"),
            Map.entry(MarketplaceEvent.FaultChanceSet.class, "fault-chance-set.v1"),
            Map.entry(MarketplaceEvent.FaultsCleared.class, "faults-cleared.v1"),
            Map.entry(MarketplaceEvent.FaultSpent.class, "fault-spent.v1"),
            Map.entry(MarketplaceEvent.AutoRenewalChanged.class, "auto-renewal-changed.v1"),
            Map.entry(MarketplaceEvent.ClockAdvanced.class, "clock-advanced.v1"),
            Map.entry(MarketplaceEvent.ClockSet.class, "clock-set.v1"),
            Map.entry(MarketplaceEvent.BehaviorChanged.class, "behavior-changed.v3"),
            Map.entry(MarketplaceEvent.MarketplaceReset.class, "marketplace-reset.v1"));

    private static final Map<Class<? extends EntitlementValue>, String> VALUE_NAMES = Map.of(
            EntitlementValue.OfInteger.class, "integer",
            EntitlementValue.OfDouble.class, "double",
            EntitlementValue.OfBoolean.class, "boolean",
            EntitlementValue.OfString.class, "string");

    /** Of a call of 25 records, which is the most usual line. */
    private static final int FIRST_ROOM = 2048;

    /** The name of the events, the beginnings of their list and of the first of them, its type's name and the type. */
    private static final int TOKENS_TO_USAGE = 5;

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Typed {}

    /** How a line of usage goes on after the time of its recording. */
    private static final String USAGE = "\"events\":[{\"type\":\"" + UsageCodec.NAME + "\"";

    private static final ObjectMapper MAPPER = mapper();

    private final UsageCodec usage = new UsageCodec(MAPPER, new FileNames());

    /** The entry as a line without its end. */
    byte[] encode(JournalEntry entry) {
        try {
            return entry.events().size() == 1 && entry.events().getFirst() instanceof UsageMetered metered
                    ? encode(entry, metered)
                    : MAPPER.writeValueAsBytes(entry);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be written: " + entry, e);
        }
    }

    JournalEntry decode(String line) throws IOException {
        int events = line.indexOf("\"events\"");
        if (line.startsWith(USAGE, events)) {
            return decodeUsage(line);
        }
        if (!Upcasts.concern(line)) {
            return MAPPER.readValue(line, JournalEntry.class);
        }
        JsonNode entry = MAPPER.readTree(line);
        entry.path("events").forEach(event -> Upcasts.upcast((ObjectNode) event));
        return MAPPER.treeToValue(entry, JournalEntry.class);
    }

    private byte[] encode(JournalEntry entry, UsageMetered metered) throws IOException {
        var bytes = new ByteArrayOutputStream(FIRST_ROOM);
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("recordedAt", entry.recordedAt().toString());
            json.writeArrayFieldStart("events");
            json.writeStartObject();
            json.writeStringField("type", UsageCodec.NAME);
            usage.write(metered, json);
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private JournalEntry decodeUsage(String line) throws IOException {
        try (JsonParser json = MAPPER.createParser(line)) {
            json.nextToken();
            json.nextToken();
            Instant recordedAt = Instant.parse(json.nextTextValue());
            for (int token = 0; token < TOKENS_TO_USAGE; token++) {
                json.nextToken();
            }
            return new JournalEntry(recordedAt, List.of(usage.read(json)));
        }
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
        builder.registerSubtypes(new NamedType(UsageMetered.class, "usage-metered.v1"));
        VALUE_NAMES.forEach((type, name) -> builder.registerSubtypes(new NamedType(type, name)));
        return builder.build();
    }
}
