package io.stallkeeper.simulator.adapters.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stallkeeper.simulator.domain.MarketplaceEvent.UsageMetered;
import io.stallkeeper.simulator.domain.metering.MeteredBy;
import io.stallkeeper.simulator.domain.metering.MeteredRecord;
import io.stallkeeper.simulator.domain.metering.RecordStatus;
import io.stallkeeper.simulator.domain.metering.UsageAllocation;
import io.stallkeeper.simulator.domain.metering.UsageKey;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Metered usage as few bytes: {@code names} are texts that are new in the file, {@code rows} ten numbers a record, and
 * {@code allocations} is there for the records that have any.
 */
final class UsageCodec {
    static final String NAME = "usage-metered.v2";

    private static final int NO_NAME = -1;
    /** Their numbers in files: by their places here, whatever becomes of the enums. */
    private static final List<RecordStatus> STATUSES =
            List.of(RecordStatus.SUCCESS, RecordStatus.CUSTOMER_NOT_SUBSCRIBED, RecordStatus.DUPLICATE_RECORD);

    private static final List<MeteredBy> METERED_BY = List.of(MeteredBy.LICENSE, MeteredBy.PRODUCT_CODE);
    private static final TypeReference<TreeMap<Integer, List<UsageAllocation>>> ALLOCATIONS = new TypeReference<>() {};

    private final ObjectMapper mapper;
    private final FileNames names;

    UsageCodec(ObjectMapper mapper, FileNames names) {
        this.mapper = mapper;
        this.names = names;
    }

    /** Writes the members of the event after its type. */
    void write(UsageMetered event, JsonGenerator json) throws IOException {
        List<String> fresh = new ArrayList<>();
        List<long[]> rows = new ArrayList<>(event.records().size());
        Map<Integer, List<UsageAllocation>> allocations = new TreeMap<>();
        for (MeteredRecord record : event.records()) {
            if (!record.allocations().isEmpty()) {
                allocations.put(rows.size(), record.allocations());
            }
            rows.add(row(record, fresh));
        }
        json.writeArrayFieldStart("names");
        for (String name : fresh) {
            json.writeString(name);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("rows");
        for (long[] row : rows) {
            for (long number : row) {
                json.writeNumber(number);
            }
        }
        json.writeEndArray();
        if (!allocations.isEmpty()) {
            json.writeFieldName("allocations");
            mapper.writeValue(json, allocations);
        }
    }

    private long[] row(MeteredRecord record, List<String> fresh) {
        UsageKey key = record.key();
        Instant timestamp = record.timestamp();
        return new long[] {
            METERED_BY.indexOf(key.meteredBy()),
            names.number(key.subject(), fresh),
            names.number(key.dimension(), fresh),
            names.number(key.region(), fresh),
            record.agreementId() == null ? NO_NAME : names.number(record.agreementId(), fresh),
            record.quantity(),
            timestamp.getEpochSecond(),
            timestamp.getNano(),
            record.receivedAt().toEpochMilli(),
            STATUSES.indexOf(record.status())
        };
    }

    /** Reads what {@link #write} wrote, up to the end of the event's object. */
    UsageMetered read(JsonParser json) throws IOException {
        expect(json, JsonToken.FIELD_NAME);
        expect(json, JsonToken.START_ARRAY);
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            names.learn(json.getText());
        }
        expect(json, JsonToken.FIELD_NAME);
        expect(json, JsonToken.START_ARRAY);
        List<MeteredRecord> records = new ArrayList<>();
        while (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
            records.add(record(json));
        }
        if (json.nextToken() == JsonToken.FIELD_NAME) {
            json.nextToken();
            // The end of the event follows.
            TreeMap<Integer, List<UsageAllocation>> allocations = mapper.readerFor(ALLOCATIONS)
                    .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readValue(json);
            allocations.forEach((row, parts) -> records.set(row, with(parts, records.get(row))));
            json.nextToken();
        }
        return new UsageMetered(records);
    }

    private MeteredRecord record(JsonParser json) throws IOException {
        MeteredBy by = METERED_BY.get(json.getIntValue());
        String subject = names.text(next(json));
        String dimension = names.text(next(json));
        String region = names.text(next(json));
        int agreement = next(json);
        int quantity = next(json);
        json.nextToken();
        Instant timestamp = Instant.ofEpochSecond(json.getLongValue(), next(json));
        json.nextToken();
        Instant receivedAt = Instant.ofEpochMilli(json.getLongValue());
        return new MeteredRecord(
                new UsageKey(by, subject, dimension, UsageKey.hourOf(timestamp), region),
                agreement == NO_NAME ? null : names.text(agreement),
                quantity,
                List.of(),
                timestamp,
                receivedAt,
                STATUSES.get(next(json)));
    }

    private static MeteredRecord with(List<UsageAllocation> allocations, MeteredRecord record) {
        return new MeteredRecord(
                record.key(),
                record.agreementId(),
                record.quantity(),
                allocations,
                record.timestamp(),
                record.receivedAt(),
                record.status());
    }

    private static int next(JsonParser json) throws IOException {
        json.nextToken();
        return json.getIntValue();
    }

    private static void expect(JsonParser json, JsonToken token) throws IOException {
        if (json.nextToken() != token) {
            throw new IllegalStateException("expected " + token + " at " + json.currentTokenLocation());
        }
    }
}
