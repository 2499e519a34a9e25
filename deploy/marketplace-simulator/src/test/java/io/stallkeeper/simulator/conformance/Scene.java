package io.stallkeeper.simulator.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.simulator.ElasticMq;
import io.stallkeeper.simulator.domain.Conditions;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.CalendarLength;
import io.stallkeeper.simulator.domain.agreement.Entitlement;
import io.stallkeeper.simulator.domain.agreement.EntitlementValue;
import io.stallkeeper.simulator.domain.fault.FaultKind;
import io.stallkeeper.simulator.domain.listing.Dimension;
import io.stallkeeper.simulator.domain.listing.DimensionKind;
import io.stallkeeper.simulator.domain.listing.NotificationForm;
import io.stallkeeper.simulator.domain.listing.NotificationRoute;
import io.stallkeeper.simulator.domain.listing.PricingModel;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import io.stallkeeper.simulator.domain.listing.TargetKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one rule is tried on: products and buyers of its own, in a Region of its own, so that neither limits nor records
 * of other rules are in its way. Everything that is sent goes through the client.
 */
final class Scene {
    static final String BUYER = "111122223333";
    static final String KEY = "any";
    private static final int MOST_RECEIVES = 15;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final World world;
    private final Client client;
    private final ElasticMq queues;
    private final String name;
    private int products;

    /** @param name letters, digits and hyphens; no other scene has it */
    Scene(World world, Client client, ElasticMq queues, String name) {
        this.world = world;
        this.client = client;
        this.queues = queues;
        this.name = name;
    }

    World world() {
        return world;
    }

    String region() {
        return name;
    }

    /** A product that is paid as it is used, with the dimensions {@code requests} and {@code storage}. */
    Product usage(ProductIdentity identity) {
        return list(
                identity,
                PricingModel.USAGE,
                new Dimension("requests", DimensionKind.METERED),
                new Dimension("storage", DimensionKind.METERED));
    }

    /**
     * A contract with the dimensions {@code seats}, {@code gb}, {@code sso} and {@code tier}, and {@code sms} metered.
     */
    Product contract(ProductIdentity identity) {
        return list(
                identity,
                PricingModel.CONTRACT_WITH_CONSUMPTION,
                new Dimension("seats", DimensionKind.ENTITLED),
                new Dimension("gb", DimensionKind.ENTITLED_AND_METERED),
                new Dimension("sso", DimensionKind.ENTITLED),
                new Dimension("tier", DimensionKind.ENTITLED),
                new Dimension("sms", DimensionKind.METERED));
    }

    Product list(ProductIdentity identity, PricingModel pricing, Dimension... dimensions) {
        return world.list(name + "-" + ++products, identity, pricing, List.of(dimensions), List.of());
    }

    /** A contract of which the seller is told in this form, in a queue of the scene's own. */
    Product told(ProductIdentity identity, NotificationForm form) {
        String queueUrl = queues.queue(name);
        return world.list(
                name + "-" + ++products,
                identity,
                PricingModel.CONTRACT_WITH_CONSUMPTION,
                List.of(new Dimension("seats", DimensionKind.ENTITLED), new Dimension("sms", DimensionKind.METERED)),
                List.of(new NotificationRoute(form, TargetKind.SQS, queueUrl)));
    }

    /**
     * A product of this kind of which the seller is told in this form; its dimension {@code units} is sold or metered.
     */
    Product told(ProductIdentity identity, PricingModel pricing, NotificationForm form) {
        return world.list(
                name + "-" + ++products,
                identity,
                pricing,
                List.of(new Dimension("units", pricing.usualKind())),
                List.of(new NotificationRoute(form, TargetKind.SQS, queues.queue(name))));
    }

    /** A buyer pays as they go, on these conditions, until then. */
    Agreement subscribe(Product product, @Nullable CalendarLength duration, Conditions conditions) {
        return world.subscribe(product, BUYER, List.of(), duration, conditions);
    }

    /** The bodies of so many messages in the scene's queue, as this client of SQS receives them. */
    List<JsonNode> received(int count) {
        List<JsonNode> bodies = new ArrayList<>();
        ObjectNode input = object().put("QueueUrl", queues.queue(name))
                .put("MaxNumberOfMessages", 10)
                .put("WaitTimeSeconds", 1);
        for (int i = 0; i < MOST_RECEIVES && bodies.size() < count; i++) {
            var call = new Call(Call.Service.SQS, "ReceiveMessage", input, "us-east-1", KEY, "secret");
            accepted(client.call(queues.endpoint(), call))
                    .path("Messages")
                    .forEach(message -> bodies.add(parsed(message.path("Body").asText())));
        }
        assertEquals(count, bodies.size(), bodies::toString);
        return bodies;
    }

    static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    /** The buyer of a new product that is metered by license. */
    Agreement licensed() {
        return subscribe(usage(ProductIdentity.CONCURRENT_AGREEMENTS));
    }

    /** The buyer of an older product. */
    Agreement legacy() {
        return subscribe(usage(ProductIdentity.LEGACY));
    }

    Agreement subscribe(Product product) {
        return world.subscribe(product, BUYER, List.of());
    }

    /** A contract about 100 seats. */
    Agreement contracted(Product product, String account) {
        return world.subscribe(
                product, account, List.of(new Entitlement("seats", new EntitlementValue.OfInteger(100))));
    }

    Instant now() {
        return world.now();
    }

    void advance(Duration by) {
        world.advance(by);
    }

    /** Lets it be this time of the next first day of a month. */
    void onFirstDayAt(Duration timeOfDay) {
        Instant now = world.now();
        Instant month = now.atZone(ZoneOffset.UTC)
                .withDayOfMonth(1)
                .truncatedTo(ChronoUnit.DAYS)
                .plusMonths(1)
                .toInstant();
        world.advance(Duration.between(now, month.plus(timeOfDay)));
    }

    void fault(String operation, FaultKind kind) {
        world.fault(operation, kind);
    }

    Outcome resolve(String token) {
        return call(Call.Service.METERING, "ResolveCustomer", object().put("RegistrationToken", token));
    }

    Outcome resolve(Agreement agreement) {
        return resolve(world.token(agreement));
    }

    /** A record of one unit now, by license. */
    UsageOf usageOf(Agreement agreement) {
        return UsageOf.license(agreement, now());
    }

    /** Meters records that name licenses. */
    Outcome meter(UsageOf... records) {
        return meterWith(object(), records);
    }

    /** Meters records of a product. */
    Outcome meterBy(Product product, UsageOf... records) {
        return meterBy(product.productCode(), records);
    }

    Outcome meterBy(String productCode, UsageOf... records) {
        return meterWith(object().put("ProductCode", productCode), records);
    }

    Outcome meterIn(String region, UsageOf... records) {
        return call(Call.Service.METERING, "BatchMeterUsage", withRecords(object(), records), region);
    }

    private Outcome meterWith(ObjectNode input, UsageOf... records) {
        return call(Call.Service.METERING, "BatchMeterUsage", withRecords(input, records));
    }

    private static ObjectNode withRecords(ObjectNode input, UsageOf... records) {
        var list = input.putArray("UsageRecords");
        for (UsageOf usage : records) {
            list.add(usage.json());
        }
        return input;
    }

    Outcome call(Call.Service service, String operation, ObjectNode input) {
        return call(service, operation, input, name);
    }

    Outcome call(Call.Service service, String operation, ObjectNode input, String region) {
        return client.call(world.endpoint(), new Call(service, operation, input, region, KEY, "secret"));
    }

    /** As somebody else than the usual caller. */
    Outcome callAs(String accessKeyId, String secret, Call.Service service, String operation, ObjectNode input) {
        return callIn("us-east-1", accessKeyId, secret, service, operation, input);
    }

    Outcome callIn(
            String region,
            String accessKeyId,
            String secret,
            Call.Service service,
            String operation,
            ObjectNode input) {
        return client.call(world.endpoint(), new Call(service, operation, input, region, accessKeyId, secret));
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The body of an answer that must be good. */
    static JsonNode accepted(Outcome outcome) {
        assertEquals(200, outcome.status(), () -> String.valueOf(outcome.error()));
        return outcome.body();
    }

    static void refused(String error, Outcome outcome) {
        refused(400, error, outcome);
    }

    static void refused(int status, String error, Outcome outcome) {
        assertEquals(status + " " + error, outcome.status() + " " + outcome.error());
    }

    /** The statuses of the records, in the order sent. */
    static void statuses(Outcome outcome, String... statuses) {
        List<String> answered = accepted(outcome).path("Results").findValuesAsText("Status");
        assertEquals(List.of(statuses), answered);
    }

    static String customerIdentifier(Agreement agreement) {
        return Objects.requireNonNull(agreement.terms().customerIdentifier());
    }
}
