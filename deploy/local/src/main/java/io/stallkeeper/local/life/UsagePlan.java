package io.stallkeeper.local.life;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.local.marketplace.Agreement;
import io.stallkeeper.local.stack.DemoProducts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Usage as the world has it: of all events 5 % are sent twice, 2 % are late by an hour, 0.1 % are invalid, a third has
 * decimals, and half go by HTTP, half straight to Kafka. The same random numbers make the same plan.
 *
 * @param byHttp what goes to the metering service, in this order
 * @param byKafka what goes to the topic, in this order
 * @param units the sum of all valid events, each counted once
 */
record UsagePlan(
        List<UsageEvent> byHttp, List<UsageEvent> byKafka, BigDecimal units, int invalid, int twice, int late) {

    private static final double TWICE = 0.05;
    private static final double LATE = 0.02;
    private static final double WITH_DECIMALS = 0.33;
    private static final int INVALID_ONE_IN = 1000;
    private static final int MOST_UNITS = 20;
    private static final Duration LATE_BY = Duration.ofHours(1);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** @param name makes the events' ids different from those of every other plan */
    static UsagePlan make(RandomGenerator random, String name, int events, Agreement agreement, Instant now) {
        var making = new Making(random, name, agreement, now);
        for (int i = 0; i < events; i++) {
            making.add(i, i % INVALID_ONE_IN == INVALID_ONE_IN / 2);
        }
        return making.plan();
    }

    /** One valid event of no units. */
    static UsageEvent nothing(String name, Agreement agreement, Instant now) {
        var making = new Making(new Random(), name, agreement, now);
        return making.event(
                0,
                now,
                making.subject(0).put("dimension", DemoProducts.USAGE_DIMENSION).put("quantity", 0));
    }

    int sent() {
        return byHttp.size() + byKafka.size();
    }

    private static final class Making {

        private final RandomGenerator random;
        private final String name;
        private final Agreement agreement;
        private final Instant now;
        private final List<List<UsageEvent>> ways = List.of(new ArrayList<>(), new ArrayList<>());
        private BigDecimal units = BigDecimal.ZERO;
        private int invalid;
        private int twice;
        private int late;

        Making(RandomGenerator random, String name, Agreement agreement, Instant now) {
            this.random = random;
            this.name = name;
            this.agreement = agreement;
            this.now = now;
        }

        void add(int number, boolean wrong) {
            var quantity = quantity();
            var data = subject(number)
                    .put("dimension", DemoProducts.USAGE_DIMENSION)
                    .put("quantity", quantity);
            if (wrong) {
                spoil(data, invalid++);
            } else {
                units = units.add(quantity);
            }
            var event = event(number, time(), data);
            var way = ways.get(number % 2);
            way.add(event);
            if (random.nextDouble() < TWICE) {
                twice++;
                // The other way or the same one: it counts once in any case.
                ways.get(random.nextInt(2)).add(event);
            }
        }

        UsagePlan plan() {
            return new UsagePlan(ways.get(0), ways.get(1), units, invalid, twice, late);
        }

        private UsageEvent event(int number, Instant time, ObjectNode data) {
            return new UsageEvent("urn:demo:" + agreement.agreementId(), name + "-" + number, time, data);
        }

        private Instant time() {
            if (random.nextDouble() >= LATE) {
                return now;
            }
            late++;
            return now.minus(LATE_BY);
        }

        private BigDecimal quantity() {
            var whole = BigDecimal.valueOf(random.nextInt(1, MOST_UNITS));
            return random.nextDouble() < WITH_DECIMALS ? whole.add(BigDecimal.valueOf(random.nextInt(1000), 3)) : whole;
        }

        /** The buyer is named in every way that there is. */
        private ObjectNode subject(int number) {
            var data = NODES.objectNode();
            var customer = agreement.customerIdentifier();
            if (number % 4 < 2) {
                return data.put("subscriptionId", agreement.subscriptionId().value());
            }
            return customer == null
                    ? data.put("licenseArn", agreement.licenseArn())
                    : data.put("productCode", agreement.productCode()).put("customerIdentifier", customer);
        }

        private static void spoil(ObjectNode data, int kind) {
            switch (kind % 4) {
                case 0 -> data.put("dimension", "no-such-dimension");
                case 1 -> data.put("quantity", BigDecimal.valueOf(-5));
                case 2 -> data.put("quantity", "many");
                default -> data.remove(List.of("subscriptionId", "licenseArn", "productCode"));
            }
        }
    }
}
