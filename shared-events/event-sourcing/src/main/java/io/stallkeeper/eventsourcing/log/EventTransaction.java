package io.stallkeeper.eventsourcing.log;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** What can be done with the log in one transaction: all of it happens, or nothing. */
public interface EventTransaction {

    /** All events of the stream in the order of their versions; an empty list for a stream that has none. */
    Uni<List<RecordedEvent>> read(StreamId stream);

    /**
     * Adds the events behind {@code expectedVersion}, 0 for a stream without events. Fails with {@link VersionConflict}
     * if the stream is elsewhere.
     */
    Uni<Void> append(StreamId stream, long expectedVersion, List<EventToAppend> events);

    /**
     * The inbox: true the first time that the consumer names the event, false ever after. In the transaction of the
     * event's effect, so that both are there or neither.
     */
    Uni<Boolean> isFirstDelivery(String consumer, String eventId);
}
