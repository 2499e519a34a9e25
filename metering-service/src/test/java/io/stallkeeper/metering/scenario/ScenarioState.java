package io.stallkeeper.metering.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.metering.adapters.postgres.LedgerDatabase;
import io.vertx.mutiny.sqlclient.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.marketplacemetering.model.UsageRecord;

/** What is true after some events, as a scenario writes it down. */
final class ScenarioState {

    private static final List<String> PLACES = List.of("accepted", "pending", "refused", "expired", "rejected");

    private static final String LEDGER = "select subscription_id, dimension, sum(reported) as reported,"
            + " coalesce(sum(quantity) filter (where state = 'accepted'), 0)::numeric as accepted,"
            + " coalesce(sum(quantity) filter (where state = 'frozen'), 0) + coalesce(sum(reported + carried_in"
            + " - carried_out - expired - rejected) filter (where state = 'open'), 0) as pending,"
            + " coalesce(sum(quantity) filter (where state = 'refused'), 0)::numeric as refused,"
            + " sum(expired) + coalesce(sum(quantity) filter (where state = 'expired'), 0) as expired,"
            + " sum(rejected) + coalesce(sum(quantity) filter (where state = 'shadowed'), 0) as rejected"
            + " from metered_hour group by subscription_id, dimension order by subscription_id, dimension";

    private static final String WAITING = "select subscription_id, dimension, hour, quantity from metered_hour"
            + " where state = 'frozen' order by subscription_id, dimension, hour";

    private static final String CARRIED =
            "select data::text from event_log where type like 'usage-carried.%' order by position";

    private final LedgerDatabase database;
    private final Map<String, ScenarioBuyer> buyers;

    ScenarioState(LedgerDatabase database, Map<String, ScenarioBuyer> buyers) {
        this.database = database;
        this.buyers = buyers;
    }

    /** Throws AssertionError if some unit is in no place, or in two. */
    void demandTheLaw() {
        for (var row : database.select(LEDGER)) {
            var places = PLACES.stream().map(row::getBigDecimal).reduce(BigDecimal.ZERO, BigDecimal::add);
            if (places.compareTo(row.getBigDecimal("reported")) != 0) {
                throw new AssertionError("the law is broken: " + row.toJson());
            }
        }
    }

    /**
     * The members that a state file can have.
     *
     * @param sent all records that AWS was sent since the last look, in the order of the calls
     */
    ObjectNode look(List<List<UsageRecord>> sent) {
        var state = JsonNodeFactory.instance.objectNode();
        state.set("ledger", ledger());
        var waiting = state.putArray("waiting");
        database.select(WAITING)
                .forEach(row -> waiting.add("%d %s of %s for %s"
                        .formatted(
                                row.getLong("quantity"),
                                row.getString("dimension"),
                                nameOf(row.getString("subscription_id")),
                                row.getOffsetDateTime("hour").toInstant())));
        var carried = state.putArray("carried");
        database.select(CARRIED).forEach(row -> carried.add(carried(row)));
        var calls = state.putArray("sent");
        for (var call : sent) {
            var records = calls.addArray();
            call.stream().map(this::record).sorted().forEach(records::add);
        }
        return state;
    }

    /** A place without units isn't written down, and neither is a dimension without any. */
    private ObjectNode ledger() {
        var ledger = JsonNodeFactory.instance.objectNode();
        for (var row : database.select(LEDGER)) {
            var places = JsonNodeFactory.instance.objectNode();
            put(places, "reported", row);
            PLACES.forEach(place -> put(places, place, row));
            if (!places.isEmpty()) {
                ledger.withObjectProperty(nameOf(row.getString("subscription_id")))
                        .set(row.getString("dimension"), places);
            }
        }
        return ledger;
    }

    private static void put(ObjectNode places, String place, Row row) {
        var units = row.getBigDecimal(place);
        if (units.signum() != 0) {
            places.put(place, new BigDecimal(units.stripTrailingZeros().toPlainString()));
        }
    }

    private String carried(Row row) {
        JsonNode event = read(row.getString(0));
        var key = event.path("key");
        return "%s %s of %s from %s to %s (%s)"
                .formatted(
                        event.path("quantity")
                                .decimalValue()
                                .stripTrailingZeros()
                                .toPlainString(),
                        key.path("dimension").asText(),
                        nameOf(key.path("subscriptionId").asText()),
                        key.path("hour").asText(),
                        event.path("toHour").asText(),
                        event.path("cause").asText().toLowerCase(java.util.Locale.ROOT));
    }

    private String record(UsageRecord usage) {
        var buyer = buyers.values().stream()
                .filter(one -> usage.licenseArn() != null
                        ? usage.licenseArn().equals(one.identity().licenseArn())
                        : String.valueOf(usage.customerIdentifier())
                                .equals(one.identity().customerIdentifier()))
                .map(ScenarioBuyer::name)
                .findFirst()
                .orElse("nobody we know");
        var tags = usage.usageAllocations().stream()
                .map(allocation -> allocation.allocatedUsageQuantity() + " "
                        + allocation.tags().stream()
                                .map(tag -> tag.key() + "=" + tag.value())
                                .toList())
                .sorted()
                .toList();
        return "%d %s of %s at %s%s"
                .formatted(
                        usage.quantity(),
                        usage.dimension(),
                        buyer,
                        usage.timestamp(),
                        tags.isEmpty() ? "" : ", of that " + String.join(", ", tags));
    }

    private String nameOf(String subscriptionId) {
        return buyers.values().stream()
                .filter(buyer -> buyer.subscriptionId().equals(subscriptionId))
                .map(ScenarioBuyer::name)
                .findFirst()
                .orElse(subscriptionId);
    }

    private static JsonNode read(String json) {
        try {
            return Scenario.JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
