package io.stallkeeper.simulator.api.aws.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Broken constraints, in AWS's words. */
class ConstraintsTest {
    private static final String FAILED = " failed to satisfy constraint: ";

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void all_broken_constraints_are_told_with_their_paths() {
        assertEquals(
                List.of(
                        "Value null at 'usageRecords.1.member.timestamp'" + FAILED + "Member must not be null",
                        "Value '' at 'usageRecords.1.member.dimension'" + FAILED
                                + "Member must have length greater than or equal to 1",
                        "Value '-1' at 'usageRecords.1.member.quantity'" + FAILED
                                + "Member must have value greater than or equal to 0",
                        "Value 'a' at 'usageRecords.1.member.customerAWSAccountId'" + FAILED
                                + "Member must satisfy regular expression pattern: [0-9]+"),
                violations(MeteringShapes.BATCH_METER_USAGE, """
                        {"UsageRecords":[{"Dimension":"","Quantity":-1,"CustomerAWSAccountId":"a"}]}"""));
    }

    @Test
    void a_map_has_the_keys_of_the_model() {
        assertEquals(
                List.of("Value '{\"COLOUR\":[\"blue\"]}' at 'filter'" + FAILED
                        + "Map keys must satisfy constraint: [Member must satisfy enum value set:"
                        + " [CUSTOMER_IDENTIFIER, CUSTOMER_AWS_ACCOUNT_ID, DIMENSION, LICENSE_ARN]]"),
                violations(EntitlementShapes.GET_ENTITLEMENTS, """
                        {"ProductCode":"p","Filter":{"COLOUR":["blue"]}}"""));
    }

    @Test
    void unknown_members_and_null_ones_are_as_if_they_were_not_there() {
        assertEquals(List.of(), violations(EntitlementShapes.GET_ENTITLEMENTS, """
                        {"ProductCode":"p","Colour":{"a":[1]},"MaxResults":null}"""));
    }

    @Test
    void no_more_than_ten_are_told() {
        assertEquals(
                10,
                violations(MeteringShapes.BATCH_METER_USAGE, "{\"UsageRecords\":[" + "{},".repeat(24) + "{}]}")
                        .size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"ProductCode\":1}|NUMBER_VALUE can not be converted to a String",
                "{\"MaxResults\":\"1\"}|STRING_VALUE can not be converted to an Integer",
                "{\"MaxResults\":1.5}|NUMBER_VALUE can not be converted to an Integer",
                "{\"Filter\":[]}|ARRAY_VALUE can not be converted to a Map",
                "[]|ARRAY_VALUE can not be converted to a Structure"
            })
    void what_has_the_wrong_type_is_told_at_once(String request, String message) {
        WrongTypeException wrong =
                assertThrows(WrongTypeException.class, () -> violations(EntitlementShapes.GET_ENTITLEMENTS, request));

        assertEquals(message, wrong.getMessage());
    }

    private List<String> violations(Shape shape, String request) {
        try {
            return Constraints.violations(shape, json.readTree(request));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(request, e);
        }
    }
}
