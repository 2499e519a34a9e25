package io.stallkeeper.eventsourcing.log;

/** The name of one aggregate's events: {@code <kind>-<id>}, such as {@code subscription-l-0f3a}. */
public record StreamId(String value) {

    private static final int MAX_LENGTH = 512;

    public StreamId {
        if (value.isBlank() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a stream's name has 1 to " + MAX_LENGTH + " characters");
        }
    }

    public static StreamId of(String kind, Object id) {
        return new StreamId(kind + "-" + id);
    }
}
