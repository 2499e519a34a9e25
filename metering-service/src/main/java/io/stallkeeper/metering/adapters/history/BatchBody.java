package io.stallkeeper.metering.adapters.history;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Usage events as the bytes of one row: some 30 for an event, without loss. First what makes events known again, then
 * the rest. Its first byte is the version of this form; rows of a form are readable for as long as rows are kept.
 */
final class BatchBody {

    private static final int FORM = 1;
    private static final long[] NANOS_OF_UNIT = {1_000_000, 1_000, 1};
    private static final long NANOS_OF_SECOND = 1_000_000_000;
    private static final String COUNTED = "";

    private BatchBody() {}

    /** The hours of the events, each once, sorted, in 8 bytes each. */
    static byte[] hoursOf(List<CountedEvent> events) {
        var out = new ByteWriter();
        Arrays.stream(sortedHours(events)).forEach(out::eightBytes);
        return out.toBytes();
    }

    private static long[] sortedHours(List<CountedEvent> events) {
        long[] hours = events.stream().mapToLong(CountedEvent::hour).sorted().toArray();
        int kept = 0;
        for (long hour : hours) {
            if (kept == 0 || hours[kept - 1] != hour) {
                hours[kept++] = hour;
            }
        }
        return Arrays.copyOf(hours, kept);
    }

    static byte[] write(List<CountedEvent> events) {
        var sources = new Dictionary<String>();
        var ids = new ByteWriter();
        var idCodec = new IdCodec();
        for (var event : events) {
            ids.number(sources.placeOf(event.source()));
            idCodec.write(event.id(), ids);
        }
        var out = new ByteWriter().number(FORM).number(events.size());
        sources.write(out);
        out.put(ids);
        writeRest(events, out);
        return out.toBytes();
    }

    private static void writeRest(List<CountedEvent> events, ByteWriter out) {
        var partitions = new Dictionary<TopicPartition>();
        var outcomes = new Dictionary<String>();
        var hours = sortedHours(events);
        var rest = new ByteWriter();
        int unit = unitOf(events);
        long time = 0;
        long offset = 0;
        for (var event : events) {
            long units = unitsOf(event.time(), NANOS_OF_UNIT[unit]);
            rest.number(Arrays.binarySearch(hours, event.hour()))
                    .number(partitions.placeOf(event.partition()))
                    .difference(event.offset() - offset)
                    .difference(units - time)
                    .number(outcomes.placeOf(Objects.requireNonNullElse(event.rejectedAs(), COUNTED)));
            writeQuantity(event.quantity(), rest);
            time = units;
            offset = event.offset();
        }
        partitions.write(out);
        outcomes.write(out);
        out.number(unit).put(rest);
    }

    /** Hands over source and id of each event. */
    static void readIds(byte[] body, BiConsumer<String, String> consumer) {
        readIds(begin(body), consumer);
    }

    private static void readIds(ByteReader in, BiConsumer<String, String> consumer) {
        int count = in.size();
        var sources = Dictionary.read(in);
        var ids = new IdCodec();
        for (int i = 0; i < count; i++) {
            consumer.accept(sources[in.size()], ids.read(in));
        }
    }

    /** @param hours as {@link #hoursOf} made them */
    static List<CountedEvent> read(byte[] hours, byte[] body) {
        var in = begin(body);
        var sources = new ArrayList<String>();
        var ids = new ArrayList<String>();
        readIds(in, (source, id) -> {
            sources.add(source);
            ids.add(id);
        });
        var partitions =
                Arrays.stream(Dictionary.read(in)).map(BatchBody::partitionOf).toArray(TopicPartition[]::new);
        var outcomes = Dictionary.read(in);
        long nanosOfUnit = NANOS_OF_UNIT[in.size()];
        var events = new ArrayList<CountedEvent>(ids.size());
        long time = 0;
        long offset = 0;
        for (int i = 0; i < ids.size(); i++) {
            long hour = hourAt(hours, in.size());
            var partition = partitions[in.size()];
            offset += in.difference();
            time += in.difference();
            var outcome = outcomes[in.size()];
            events.add(new CountedEvent(
                    hour,
                    partition,
                    offset,
                    sources.get(i),
                    ids.get(i),
                    instantOf(time, nanosOfUnit),
                    readQuantity(in),
                    outcome.equals(COUNTED) ? null : outcome));
        }
        return events;
    }

    private static ByteReader begin(byte[] body) {
        var in = new ByteReader(body);
        long form = in.number();
        if (form != FORM) {
            throw new IllegalStateException("a batch of usage events has the unknown form " + form);
        }
        return in;
    }

    private static TopicPartition partitionOf(String name) {
        int dash = name.lastIndexOf('-');
        return new TopicPartition(name.substring(0, dash), Integer.parseInt(name.substring(dash + 1)));
    }

    private static long hourAt(byte[] hours, int place) {
        return ByteBuffer.wrap(hours).getLong(8 * place);
    }

    /** The coarsest unit that loses nothing. */
    private static int unitOf(List<CountedEvent> events) {
        int unit = 0;
        for (var event : events) {
            var time = event.time();
            long nanos = time.getEpochSecond() * NANOS_OF_SECOND + time.getNano();
            while (nanos % NANOS_OF_UNIT[unit] != 0) {
                unit++;
            }
        }
        return unit;
    }

    private static long unitsOf(Instant time, long nanosOfUnit) {
        return (time.getEpochSecond() * NANOS_OF_SECOND + time.getNano()) / nanosOfUnit;
    }

    private static Instant instantOf(long units, long nanosOfUnit) {
        long ofSecond = NANOS_OF_SECOND / nanosOfUnit;
        return Instant.ofEpochSecond(Math.floorDiv(units, ofSecond), Math.floorMod(units, ofSecond) * nanosOfUnit);
    }

    private static void writeQuantity(BigDecimal quantity, ByteWriter out) {
        var unscaled = quantity.unscaledValue();
        if (quantity.scale() == 0 && unscaled.bitLength() < 60) {
            out.number(unscaled.longValue() << 1);
            return;
        }
        var bytes = unscaled.toByteArray();
        out.number(1).difference(quantity.scale()).number(bytes.length).put(bytes, 0, bytes.length);
    }

    private static BigDecimal readQuantity(ByteReader in) {
        long small = in.number();
        if (small != 1) {
            return BigDecimal.valueOf(small >>> 1);
        }
        int scale = Math.toIntExact(in.difference());
        var bytes = new byte[in.size()];
        in.copy(bytes, 0, bytes.length);
        return new BigDecimal(new BigInteger(bytes), scale);
    }
}
