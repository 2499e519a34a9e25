package io.stallkeeper.metering.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.stallkeeper.metering.adapters.postgres.LedgerDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.marketplacemetering.model.BatchMeterUsageRequest;

/** Plays every folder below {@code src/test/resources/scenarios}; its README says how to add one. */
class ScenariosTest {

    private static LedgerDatabase database;

    @BeforeAll
    static void start() {
        database = LedgerDatabase.start();
    }

    @AfterAll
    static void end() {
        database.close();
    }

    @BeforeEach
    void forget_everything() {
        database.empty();
    }

    static List<Scenario> scenarios() {
        return Scenario.all();
    }

    @Test
    void there_are_scenarios() {
        assertThat(scenarios()).hasSizeGreaterThan(20);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void the_law_holds_after_every_event_and_every_state_is_as_written(Scenario scenario)
            throws JsonProcessingException {
        var world = new ScenarioWorld(scenario, database);
        var state = new ScenarioState(database, world.buyers());
        int looked = 0;
        for (var step : scenario.steps()) {
            if (step.isEvent()) {
                world.happen(step.content());
                state.demandTheLaw();
            } else {
                var calls = world.aws().calls();
                var seen = state.look(calls.subList(looked, calls.size()).stream()
                        .map(BatchMeterUsageRequest::usageRecords)
                        .toList());
                looked = calls.size();
                compare(scenario.name() + "/" + step.file(), step.content(), seen);
            }
        }
    }

    /** Only what the file has; a state that isn't mentioned may be whatever it is. */
    private static void compare(String file, JsonNode expected, JsonNode seen) throws JsonProcessingException {
        for (var member : expected.properties()) {
            assertThat(pretty(seen.path(member.getKey())))
                    .as("%s of %s", member.getKey(), file)
                    .isEqualTo(pretty(member.getValue()));
        }
    }

    /**
     * Numbers alike whether or not they are written with zeros behind the point; members in the order of their names.
     */
    private static String pretty(JsonNode node) throws JsonProcessingException {
        return Scenario.JSON
                .writerWithDefaultPrettyPrinter()
                .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .with(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .writeValueAsString(plain(node));
    }

    private static @Nullable Object plain(JsonNode node) {
        if (node.isObject()) {
            var members = new TreeMap<String, @Nullable Object>();
            node.properties().forEach(member -> members.put(member.getKey(), plain(member.getValue())));
            return members;
        }
        if (node.isArray()) {
            var elements = new ArrayList<@Nullable Object>();
            node.forEach(element -> elements.add(plain(element)));
            return elements;
        }
        return node.isNumber() ? node.decimalValue().stripTrailingZeros() : node.textValue();
    }
}
