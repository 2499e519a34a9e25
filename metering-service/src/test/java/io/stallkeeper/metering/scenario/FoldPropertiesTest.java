package io.stallkeeper.metering.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.metering.adapters.postgres.LedgerDatabase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.marketplacemetering.model.UsageRecord;

/**
 * What must not matter: the order in which usage comes, how often it is told, how it is cut into batches, what Kafka
 * delivers again, when the process dies. The test's name holds the seed; the law is demanded after every step.
 */
class FoldPropertiesTest {

    private static final Instant NOON = Instant.parse("2026-08-20T12:00:00Z");
    private static final int EVENTS = 60;
    private static final int LARGEST_BATCH = 12;
    private static final List<String> BUYERS = List.of("ada", "bob");
    private static final List<String> DIMENSIONS = List.of("requests", "storage");

    private static LedgerDatabase database;

    @BeforeAll
    static void start() {
        database = LedgerDatabase.start();
    }

    @AfterAll
    static void end() {
        database.close();
    }

    static LongStream seeds() {
        return LongStream.range(0, 8);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void any_order_duplication_and_batching_of_the_same_usage_gives_the_same_ledger(long seed) {
        var random = new Random(seed);
        var usage = usage(random);

        var atOnce = new Play(random).report(List.of(usage)).ledger();
        var mixed = new Play(random)
                .report(batches(random, toldAgain(random, usage)))
                .ledger();

        assertThat(mixed).isEqualTo(atOnce);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whenever_time_passes_and_whatever_aws_does_the_same_whole_units_are_accepted(long seed) {
        var random = new Random(seed);
        var usage = usage(random);

        var play = new Play(random);
        for (var batch : batches(random, toldAgain(random, usage))) {
            play.report(List.of(batch));
            play.somethingElseHappens();
        }
        play.everythingIsSent();

        assertThat(play.accepted()).isEqualTo(wholeUnits(usage));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whenever_a_license_turns_out_to_be_a_legacy_buyers_each_unit_is_accepted_once(long seed) {
        var random = new Random(seed);
        var usage = usage(random);
        usage.forEach(one ->
                one.put("buyer", random.nextBoolean() ? "old-ada" : "ada").put("quantity", random.nextInt(1, 5_000)));
        var batches = batches(random, toldAgain(random, usage));
        int known = random.nextInt(batches.size());

        var play = new Play(random).withLegacyBuyer("old-ada");
        for (int batch = 0; batch < batches.size(); batch++) {
            if (batch == known) {
                play.learn("ada", "old-ada");
            }
            play.report(List.of(batches.get(batch)));
            play.somethingElseHappens();
        }
        play.everythingIsSent();

        assertThat(byDimension(play.accepted())).isEqualTo(byDimension(wholeUnits(usage)));
        assertThat(play.hoursToldUnderBothNames()).isEmpty();
    }

    private static Map<String, Long> byDimension(Map<String, Long> units) {
        var sums = new HashMap<String, Long>();
        units.forEach((account, sum) -> sums.merge(account.substring(account.indexOf(' ') + 1), sum, Long::sum));
        return sums;
    }

    /** Of the last hours, all of it in time, a third with decimals. */
    private static List<ObjectNode> usage(Random random) {
        var usage = new ArrayList<ObjectNode>();
        for (int i = 0; i < EVENTS; i++) {
            usage.add(JsonNodeFactory.instance
                    .objectNode()
                    .put("id", "usage-" + i)
                    .put("buyer", BUYERS.get(random.nextInt(BUYERS.size())))
                    .put("dimension", DIMENSIONS.get(random.nextInt(DIMENSIONS.size())))
                    .put("quantity", BigDecimal.valueOf(random.nextInt(1, 5_000), random.nextInt(3) == 0 ? 3 : 0))
                    .put("time", NOON.minusSeconds(random.nextInt(6 * 3600)).toString()));
        }
        return usage;
    }

    private static List<ObjectNode> toldAgain(Random random, List<ObjectNode> usage) {
        var told = new ArrayList<>(usage);
        usage.stream().filter(_ -> random.nextInt(4) == 0).forEach(told::add);
        Collections.shuffle(told, random);
        return told;
    }

    private static List<List<ObjectNode>> batches(Random random, List<ObjectNode> usage) {
        var batches = new ArrayList<List<ObjectNode>>();
        for (int from = 0; from < usage.size(); ) {
            int to = Math.min(usage.size(), from + random.nextInt(1, LARGEST_BATCH));
            batches.add(usage.subList(from, to));
            from = to;
        }
        return batches;
    }

    private static Map<String, Long> wholeUnits(List<ObjectNode> usage) {
        var units = new HashMap<String, BigDecimal>();
        usage.forEach(one -> units.merge(
                one.path("buyer").asText() + " " + one.path("dimension").asText(),
                one.path("quantity").decimalValue(),
                BigDecimal::add));
        var whole = new HashMap<String, Long>();
        units.forEach((account, sum) ->
                whole.put(account, sum.setScale(0, RoundingMode.FLOOR).longValueExact()));
        return whole;
    }

    /** One way in which things may happen, on an empty ledger. */
    private static final class Play {

        private final Random random;
        private final ScenarioWorld world = new ScenarioWorld(new Scenario(Path.of("none")), database);
        private final ScenarioState state = new ScenarioState(database, world.buyers());
        private final Set<String> closedBefore = new HashSet<>();
        private Instant now = NOON;

        Play(Random random) {
            this.random = random;
            database.empty();
            tell(event("time passes").put("to", now.toString()));
            BUYERS.forEach(buyer -> tell(activated(buyer)));
        }

        Play withLegacyBuyer(String buyer) {
            tell(activated(buyer).put("legacy", true));
            return this;
        }

        void learn(String license, String buyer) {
            database.select(
                            "select dimension, hour from metered_hour where subscription_id like 'c-%' and state <> 'open'")
                    .forEach(row -> closedBefore.add(
                            row.getString(0) + " at " + row.getOffsetDateTime(1).toInstant()));
            tell(event("alias learned").put("buyer", buyer).put("license", license));
        }

        /** Apart from those that were closed before anybody knew that both names are one buyer's. */
        Set<Instant> hoursToldUnderBothNames() {
            var records = world.aws().calls().stream()
                    .flatMap(call -> call.usageRecords().stream())
                    .toList();
            var hours = records.stream()
                    .filter(one -> one.licenseArn() == null)
                    .filter(one -> !closedBefore.contains(one.dimension() + " at " + one.timestamp()))
                    .map(UsageRecord::timestamp)
                    .collect(Collectors.toSet());
            hours.retainAll(records.stream()
                    .filter(one -> one.licenseArn() != null)
                    .map(UsageRecord::timestamp)
                    .toList());
            return hours;
        }

        private static ObjectNode activated(String buyer) {
            return event("subscription activated")
                    .put("buyer", buyer)
                    .put("at", NOON.minus(Duration.ofHours(7)).toString());
        }

        Play report(List<List<ObjectNode>> batches) {
            for (var batch : batches) {
                var event = event("usage reported");
                event.putArray("usage").addAll(batch);
                tell(event);
                if (random.nextInt(4) == 0) {
                    tell(event("kafka delivers again"));
                }
                if (random.nextInt(8) == 0) {
                    tell(event("process crashes"));
                }
            }
            return this;
        }

        void somethingElseHappens() {
            if (random.nextInt(3) == 0) {
                now = now.plusSeconds(random.nextInt(3600));
                happenAt(now);
            }
        }

        /** Hours pass one by one, and AWS fails now and then, until nothing waits. */
        void everythingIsSent() {
            for (int hour = 0; hour < 4; hour++) {
                now = now.plus(Duration.ofHours(1));
                happenAt(now);
            }
        }

        private void happenAt(Instant time) {
            tell(event("time passes").put("to", time.toString()));
            for (var failure : List.of("no answer", "throttles")) {
                if (isWaiting() && random.nextInt(3) == 0) {
                    send(failure);
                }
            }
            if (isWaiting()) {
                send("accepts");
            }
        }

        private boolean isWaiting() {
            return !state.look(List.of()).path("waiting").isEmpty();
        }

        private void send(String answer) {
            var event = event("usage is sent");
            event.putArray("aws").add(answer);
            tell(event);
        }

        JsonNode ledger() {
            var look = state.look(List.of());
            look.put("hours", hours().toString());
            return look;
        }

        private static List<String> hours() {
            return database
                    .select("select subscription_id, dimension, hour, reported from metered_hour"
                            + " order by subscription_id, dimension, hour")
                    .stream()
                    .map(row -> row.getString(0)
                            + row.getString(1)
                            + row.getValue(2)
                            + row.getBigDecimal(3).stripTrailingZeros().toPlainString())
                    .toList();
        }

        Map<String, Long> accepted() {
            var accepted = new HashMap<String, Long>();
            state.look(List.of()).path("ledger").properties().forEach(buyer -> buyer.getValue()
                    .properties()
                    .forEach(dimension -> accepted.put(
                            buyer.getKey() + " " + dimension.getKey(),
                            dimension.getValue().path("accepted").asLong())));
            return accepted;
        }

        private static ObjectNode event(String name) {
            return JsonNodeFactory.instance.objectNode().put("event", name);
        }

        private void tell(ObjectNode event) {
            world.happen(event);
            state.demandTheLaw();
        }
    }
}
