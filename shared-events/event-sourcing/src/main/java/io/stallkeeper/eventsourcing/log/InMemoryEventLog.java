package io.stallkeeper.eventsourcing.log;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The log without a database, for tests of what stands on it. Keeps nothing over a restart. */
public final class InMemoryEventLog implements EventLog<EventTransaction>, Checkpoints {

    private final Clock clock;
    private final List<RecordedEvent> events = new ArrayList<>();
    private final Set<String> received = new HashSet<>();
    private final Map<String, LogPosition> positions = new HashMap<>();
    private final Set<String> readersAtWork = new HashSet<>();
    private long transactions;

    public InMemoryEventLog(Clock clock) {
        this.clock = clock;
    }

    @Override
    public <R> Uni<R> inTransaction(Function<? super EventTransaction, Uni<R>> work) {
        return Uni.createFrom()
                .deferred(() -> {
                    var transaction = new BufferedTransaction();
                    return work.apply(transaction).invoke(transaction::commit);
                })
                .onFailure(VersionConflict.class)
                .retry()
                .atMost(MAX_ATTEMPTS - 1L);
    }

    @Override
    public synchronized Uni<List<RecordedEvent>> readAfter(LogPosition position, int limit) {
        return Uni.createFrom()
                .item(events.stream()
                        .filter(event -> event.position().compareTo(position) > 0)
                        .limit(limit)
                        .toList());
    }

    @Override
    public Uni<Boolean> advance(String reader, Function<LogPosition, Uni<LogPosition>> work) {
        return Uni.createFrom().deferred(() -> {
            if (!begin(reader)) {
                return Uni.createFrom().item(false);
            }
            var from = position(reader);
            return work.apply(from)
                    .map(to -> move(reader, from, to))
                    .onTermination()
                    .invoke(() -> end(reader));
        });
    }

    private synchronized boolean begin(String reader) {
        return readersAtWork.add(reader);
    }

    private synchronized void end(String reader) {
        readersAtWork.remove(reader);
    }

    private synchronized LogPosition position(String reader) {
        return positions.getOrDefault(reader, LogPosition.START);
    }

    private synchronized boolean move(String reader, LogPosition from, LogPosition to) {
        positions.put(reader, to);
        return !to.equals(from);
    }

    private synchronized List<RecordedEvent> stream(StreamId stream) {
        return events.stream().filter(event -> event.stream().equals(stream)).toList();
    }

    /** Sees its own appends; the others see them when it commits. */
    private final class BufferedTransaction implements EventTransaction {

        private record Append(StreamId stream, long expectedVersion, EventToAppend event) {}

        private final List<Append> appends = new ArrayList<>();
        private final Set<String> deliveries = new HashSet<>();

        @Override
        public Uni<List<RecordedEvent>> read(StreamId stream) {
            var all = new ArrayList<>(stream(stream));
            for (var append : appends) {
                if (append.stream().equals(stream)) {
                    all.add(recorded(append, LogPosition.START));
                }
            }
            return Uni.createFrom().item(List.copyOf(all));
        }

        @Override
        public Uni<Void> append(StreamId stream, long expectedVersion, List<EventToAppend> added) {
            var buffered = appends.stream()
                    .filter(append -> append.stream().equals(stream))
                    .count();
            if (stream(stream).size() + buffered != expectedVersion) {
                return Uni.createFrom().failure(new VersionConflict(stream, expectedVersion));
            }
            for (int i = 0; i < added.size(); i++) {
                appends.add(new Append(stream, expectedVersion + i, added.get(i)));
            }
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Boolean> isFirstDelivery(String consumer, String eventId) {
            synchronized (InMemoryEventLog.this) {
                var key = consumer + '\n' + eventId;
                return Uni.createFrom().item(!received.contains(key) && deliveries.add(key));
            }
        }

        private RecordedEvent recorded(Append append, LogPosition position) {
            var event = append.event();
            return new RecordedEvent(
                    position,
                    append.stream(),
                    append.expectedVersion() + 1,
                    event.id(),
                    event.type(),
                    event.data(),
                    event.metadata(),
                    clock.instant());
        }

        private void commit() {
            synchronized (InMemoryEventLog.this) {
                var versions = versions();
                for (var append : appends) {
                    long version = versions.merge(append.stream(), 1L, Long::sum);
                    if (version != append.expectedVersion() + 1) {
                        throw new VersionConflict(append.stream(), append.expectedVersion());
                    }
                }
                transactions++;
                appends.forEach(
                        append -> events.add(recorded(append, new LogPosition(transactions, events.size() + 1L))));
                received.addAll(deliveries);
            }
        }

        private Map<StreamId, Long> versions() {
            var versions = new HashMap<StreamId, Long>();
            events.forEach(event -> versions.merge(event.stream(), 1L, Long::sum));
            return versions;
        }
    }
}
