package io.stallkeeper.metering.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.stallkeeper.contracts.MarketplaceIdentity;
import io.stallkeeper.contracts.PublishedEvent;
import io.stallkeeper.contracts.PublishedEventType;
import io.stallkeeper.contracts.Topic;
import io.stallkeeper.contracts.entitlement.EntitlementsGranted;
import io.stallkeeper.contracts.entitlement.GrantedEntitlement;
import io.stallkeeper.contracts.subscription.AliasLearned;
import io.stallkeeper.contracts.subscription.SubscriptionActivated;
import io.stallkeeper.contracts.subscription.SubscriptionEnded;
import io.stallkeeper.contracts.subscription.SubscriptionEnding;
import io.stallkeeper.contracts.usage.UsageReported;
import io.stallkeeper.eventsourcing.log.EventJson;
import io.stallkeeper.metering.MeteringParts;
import io.stallkeeper.metering.adapters.kafka.Consumption;
import io.stallkeeper.metering.adapters.postgres.LedgerDatabase;
import io.stallkeeper.metering.adapters.products.ProductsFile;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Lets the events of a scenario happen to the real parts of the service. */
final class ScenarioWorld {

    private static final Duration FINAL_WINDOW = Duration.ofHours(1);

    private final SetClock clock = new SetClock();
    private final ScriptedMarketplace aws = new ScriptedMarketplace();
    private final Map<String, ScenarioBuyer> buyers = new HashMap<>();
    private final LedgerDatabase database;
    private final ProductCatalog products;
    private MeteringParts parts;
    private List<ConsumerRecord<byte[], byte[]>> lastUsage = List.of();
    private long offset;
    private int unnamed;

    ScenarioWorld(Scenario scenario, LedgerDatabase database) {
        this.database = database;
        this.products =
                Files.exists(scenario.products()) ? ProductsFile.read(scenario.products()) : ProductCatalog.EMPTY;
        this.parts = new MeteringParts(database, products, clock, aws);
    }

    ScriptedMarketplace aws() {
        return aws;
    }

    Map<String, ScenarioBuyer> buyers() {
        return buyers;
    }

    void happen(JsonNode event) {
        switch (event.path("event").asText()) {
            case "time passes" -> passTo(instant(event, "to"));
            case "subscription activated" -> {
                var buyer = introduce(event);
                tell(new SubscriptionActivated(
                        buyer.subscriptionId(), identity(event, buyer), "agmt-1", instant(event, "at")));
            }
            case "alias learned" -> {
                var buyer = introduce(event);
                var license = licenseOf(event, buyer);
                tell(new AliasLearned(
                        buyer.subscriptionId(),
                        license.subscriptionId(),
                        buyer.identity().productCode(),
                        clock.instant()));
            }
            case "subscription ending" -> {
                var buyer = introduce(event);
                var since = instant(event, "at");
                tell(new SubscriptionEnding(buyer.subscriptionId(), buyer.identity(), since, since.plus(FINAL_WINDOW)));
            }
            case "subscription ended" -> {
                var buyer = introduce(event);
                tell(new SubscriptionEnded(buyer.subscriptionId(), buyer.identity(), instant(event, "at")));
            }
            case "entitlements granted" -> {
                var buyer = introduce(event);
                var granted = new ArrayList<GrantedEntitlement>();
                event.path("grants").forEach(one -> granted.add(granted(one)));
                tell(new EntitlementsGranted(buyer.subscriptionId(), granted, instant(event, "at")));
            }
            case "usage reported" -> report(event.path("usage"));
            case "kafka delivers again" -> Consumption.receive(parts.intake(), parts.offsets(), lastUsage);
            case "usage is sent" -> send(event.path("aws"));
            case "process crashes" -> parts = new MeteringParts(database, products, clock, aws);
            case String unknown -> throw new IllegalArgumentException("no event is called \"" + unknown + '"');
        }
    }

    private void passTo(Instant time) {
        clock.set(time);
        endPauses();
        parts.closeWhatIsDue();
        // The last step's sending may have looked once more for what waits, and an hour isn't closed while it is being
        // sent.
        quiet().await();
        endPauses();
        parts.closeWhatIsDue();
    }

    /** Pauses between attempts, and the claims of a dead process, are over: nobody waits for real time here. */
    private void endPauses() {
        aws.forgetUnanswered();
        database.select("update metered_hour set next_attempt_at = '-infinity' where state = 'frozen'");
        database.select("delete from call_pace");
    }

    private ScenarioBuyer introduce(JsonNode event) {
        var name = event.path("buyer").asText();
        var product = event.path("product").asText("mail");
        return buyers.computeIfAbsent(
                name,
                _ -> event.path("legacy").asBoolean()
                        ? ScenarioBuyer.legacy(name, product)
                        : ScenarioBuyer.licensed(name, product));
    }

    /** Another name of the buyer; a state calls records by it when they are sent by license. */
    private ScenarioBuyer licenseOf(JsonNode event, ScenarioBuyer buyer) {
        return buyers.computeIfAbsent(
                event.path("license").asText(),
                license -> ScenarioBuyer.licensed(license, buyer.identity().productCode()));
    }

    private MarketplaceIdentity identity(JsonNode event, ScenarioBuyer buyer) {
        return event.has("license") ? buyer.movedTo(licenseOf(event, buyer).identity()) : buyer.identity();
    }

    private void tell(PublishedEvent event) {
        try {
            var type = PublishedEventType.of(event);
            var cloudEvent = CloudEventBuilder.v1()
                    .withId(UUID.randomUUID().toString())
                    .withSource(URI.create("/scenario"))
                    .withType(type.typeName())
                    .withSubject(event.subscriptionId())
                    .withData("application/json", EventJson.MAPPER.writeValueAsBytes(event))
                    .build();
            var message = KafkaMessageFactory.<String>createWriter(type.topic(), event.subscriptionId())
                    .writeBinary(cloudEvent);
            var received = new ConsumerRecord<>(message.topic(), 0, 0, message.key(), message.value());
            message.headers().forEach(received.headers()::add);
            if (type.topic().equals(Topic.ENTITLEMENT)) {
                Consumption.receive(parts.entitlements(), received);
            } else {
                Consumption.receive(parts.subscriptions(), received);
            }
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        parts.closeWhatIsDue();
    }

    private void report(JsonNode usage) {
        var batch = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        usage.forEach(one -> batch.add(record((ObjectNode) one)));
        lastUsage = batch;
        Consumption.receive(parts.intake(), parts.offsets(), batch);
    }

    /** The data is what a scenario writes, apart from who, when and the event's own name. */
    private ConsumerRecord<byte[], byte[]> record(ObjectNode one) {
        var data = one.deepCopy();
        var name = data.remove("buyer").asText();
        var buyer = buyers.get(name);
        data.put("subscriptionId", buyer == null ? "l-" + name : buyer.subscriptionId());
        var id = data.remove("id");
        var time = Instant.parse(data.remove("time").asText());
        var event = CloudEventBuilder.v1()
                .withId(id == null ? "unnamed-" + unnamed++ : id.asText())
                .withSource(URI.create("/scenario"))
                .withType(UsageReported.TYPE)
                .withTime(time.atOffset(ZoneOffset.UTC))
                .withData("application/json", data.toString().getBytes(UTF_8))
                .build();
        var message = KafkaMessageFactory.<byte[]>createWriter(Topic.USAGE, name.getBytes(UTF_8))
                .writeBinary(event);
        var received = new ConsumerRecord<>(message.topic(), 0, offset++, message.key(), message.value());
        message.headers().forEach(received.headers()::add);
        return received;
    }

    /** Everything that waits is sent, and AWS's answers are kept. */
    private void send(JsonNode answers) {
        endPauses();
        aws.willAnswer(answers);
        parts.send();
        quiet().await();
    }

    private Quiet quiet() {
        return new Quiet(database, aws, parts::send);
    }

    private static GrantedEntitlement granted(JsonNode grant) {
        var until = grant.path("until").textValue();
        return new GrantedEntitlement(
                grant.path("dimension").asText(),
                grant.path("quantity").asInt(),
                null,
                null,
                null,
                until == null ? null : Instant.parse(until));
    }

    private static Instant instant(JsonNode event, String member) {
        return Instant.parse(event.path(member).asText());
    }
}
