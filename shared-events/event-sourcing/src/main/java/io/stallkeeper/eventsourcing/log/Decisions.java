package io.stallkeeper.eventsourcing.log;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.decider.Decider;
import io.stallkeeper.eventsourcing.decider.Decision;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Carries out commands on streams: reads the stream, folds it, decides, appends what was decided, all in the caller's
 * transaction.
 */
public final class Decisions<C, S, E> {

    private final Decider<C, S, E> decider;
    private final EventTypes<E> types;
    private final Supplier<UUID> ids;

    public Decisions(Decider<C, S, E> decider, EventTypes<E> types, Supplier<UUID> ids) {
        this.decider = decider;
        this.types = types;
        this.ids = ids;
    }

    public Uni<Decision<E>> decide(EventTransaction transaction, StreamId stream, C command, EventMetadata metadata) {
        return transaction.read(stream).chain(recorded -> {
            var decision = decider.decide(command, fold(recorded));
            return switch (decision) {
                case Decision.Accepted<E>(var events) ->
                    transaction
                            .append(stream, recorded.size(), write(events, metadata))
                            .replaceWith(decision);
                case Decision.Rejected<E> rejected -> Uni.createFrom().item(rejected);
            };
        });
    }

    public Uni<S> load(EventTransaction transaction, StreamId stream) {
        return transaction.read(stream).map(this::fold);
    }

    private S fold(List<RecordedEvent> recorded) {
        return decider.fold(
                decider.initialState(), recorded.stream().map(types::read).toList());
    }

    private List<EventToAppend> write(List<E> events, EventMetadata metadata) {
        return events.stream()
                .map(event -> types.write(ids.get(), event, metadata))
                .toList();
    }
}
