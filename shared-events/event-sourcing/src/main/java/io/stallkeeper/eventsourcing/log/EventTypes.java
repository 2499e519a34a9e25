package io.stallkeeper.eventsourcing.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * The table of stored names: under which name and version an event is kept, and how older versions are read. Names
 * never follow the class, so that a class may be renamed and a name can't be reused by accident.
 *
 * @param <E> the sealed type of an aggregate's events
 */
public final class EventTypes<E> {

    private final Map<String, Class<? extends E>> classes;
    private final Map<Class<?>, String> names;
    private final Map<String, Upcast> upcasts;

    private record Upcast(String to, UnaryOperator<ObjectNode> change) {}

    private EventTypes(Builder<E> builder) {
        this.classes = Map.copyOf(builder.classes);
        this.names = Map.copyOf(builder.names);
        this.upcasts = Map.copyOf(builder.upcasts);
    }

    public static <E> Builder<E> builder() {
        return new Builder<>();
    }

    public EventToAppend write(UUID id, E event, EventMetadata metadata) {
        var name = names.get(event.getClass());
        if (name == null) {
            throw new IllegalStateException("no stored name for " + event.getClass());
        }
        try {
            return new EventToAppend(id, name, EventJson.MAPPER.writeValueAsString(event), metadata);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public E read(RecordedEvent event) {
        return read(event.type(), event.data());
    }

    /** Throws IllegalStateException on a name that was never written: the log is not this service's, or corrupt. */
    public E read(String storedName, String data) {
        try {
            var name = storedName;
            var json = (ObjectNode) EventJson.MAPPER.readTree(data);
            for (var upcast = upcasts.get(name); upcast != null; upcast = upcasts.get(name)) {
                json = upcast.change().apply(json);
                name = upcast.to();
            }
            var type = classes.get(name);
            if (type == null) {
                throw new IllegalStateException("no event is stored as " + storedName);
            }
            return EventJson.MAPPER.treeToValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every name that can be read, current and older: each has a golden file. */
    public Set<String> storedNames() {
        var all = new java.util.TreeSet<>(classes.keySet());
        all.addAll(upcasts.keySet());
        return all;
    }

    /** The classes that have a name; a proof compares them with the sealed type's. */
    public Set<Class<?>> eventClasses() {
        return names.keySet();
    }

    public static final class Builder<E> {

        private final Map<String, Class<? extends E>> classes = new HashMap<>();
        private final Map<Class<?>, String> names = new HashMap<>();
        private final Map<String, Upcast> upcasts = new HashMap<>();

        private Builder() {}

        /** The event is written and read under this name, {@code <past-tense>.v<n>}. */
        public Builder<E> stored(String name, Class<? extends E> event) {
            if (classes.put(name, event) != null || names.put(event, name) != null) {
                throw new IllegalArgumentException(name + " or its class is stored twice");
            }
            return this;
        }

        /** An older version becomes the next one before it is read. */
        public Builder<E> upcast(String from, String to, UnaryOperator<ObjectNode> change) {
            if (from.equals(to) || upcasts.put(from, new Upcast(to, change)) != null) {
                throw new IllegalArgumentException(from + " is upcast twice or to itself");
            }
            return this;
        }

        public EventTypes<E> build() {
            upcasts.forEach((from, upcast) -> {
                if (!classes.containsKey(upcast.to()) && !upcasts.containsKey(upcast.to())) {
                    throw new IllegalArgumentException(from + " is upcast to a name that nothing is stored as");
                }
            });
            return new EventTypes<>(this);
        }
    }
}
