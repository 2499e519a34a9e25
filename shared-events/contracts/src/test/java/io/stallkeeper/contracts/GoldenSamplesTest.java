package io.stallkeeper.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.stallkeeper.contracts.usage.UsageReported;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every contract has a schema and a golden sample, and record, schema and sample agree. */
class GoldenSamplesTest {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    static Stream<Arguments> contracts() {
        return Stream.concat(
                Stream.of(PublishedEventType.values())
                        .map(type -> Arguments.of(type.typeName(), type.dataType(), type.schemaResource())),
                Stream.of(Arguments.of(
                        UsageReported.TYPE,
                        UsageReported.class,
                        "/io/stallkeeper/contracts/schemas/" + UsageReported.TYPE + ".json")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contracts")
    void the_golden_sample_is_read_and_written_back_unchanged(String type, Class<?> dataType, String schema)
            throws IOException {
        var golden = golden(type);

        var written = JSON.readTree(JSON.writeValueAsString(JSON.treeToValue(golden, dataType)));

        assertThat(written).isEqualTo(golden);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contracts")
    void the_schema_accepts_the_golden_sample_and_misses_every_required_field(
            String type, Class<?> dataType, String schemaResource) throws IOException {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(resource(schemaResource), InputFormat.JSON);
        var golden = (ObjectNode) golden(type);

        assertThat(schema.validate(golden)).isEmpty();
        for (var required : JSON.readTree(resource(schemaResource)).get("required")) {
            var incomplete = golden.deepCopy();
            incomplete.remove(required.asText());
            assertThat(schema.validate(incomplete)).as("without %s", required).isNotEmpty();
        }
    }

    private static JsonNode golden(String type) throws IOException {
        return JSON.readTree(resource("/golden/" + type + ".json"));
    }

    private static String resource(String name) throws IOException {
        try (var in = GoldenSamplesTest.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
