package io.stallkeeper.metering.adapters.postgres;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.metering.adapters.history.CountedEvent;
import io.stallkeeper.metering.adapters.history.UsageHistory;
import io.stallkeeper.metering.domain.hour.HourKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the units of an hour consist of: the usage events that were reported for it, then those of the hours that units
 * were carried from. Units aren't attached to events, so of these hours all events are told, and how many of their
 * units were carried on.
 */
public final class UsageOfHour {

    /** One answer reads no more; with few events in them it is short and tells to go on. */
    private static final int MAX_HOURS = 10;

    private final UsageHistory history;
    private final CarriedUsage carried;

    public UsageOfHour(UsageHistory history, CarriedUsage carried) {
        this.history = history;
        this.carried = carried;
    }

    /** Where to go on: an hour that events were reported for, and a place in its history. */
    public record Position(Instant hour, UsageHistory.Position inHour) {

        /** Reads {@link #toString}; fails with IllegalArgumentException if it isn't one. */
        public static Position parse(String text) {
            var parts = text.split("\\.", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException("no position");
            }
            return new Position(
                    Instant.ofEpochSecond(Math.multiplyExact(Long.parseLong(parts[0]), 3_600)),
                    UsageHistory.Position.parse(parts[1]));
        }

        @Override
        public String toString() {
            return hour.getEpochSecond() / 3_600 + "." + inHour;
        }
    }

    /** @param reportedFor the hour of the usage, which isn't the one in question if units of it were carried */
    public record Event(Instant reportedFor, CountedEvent counted) {}

    /** @param next where to go on; null if there is no more */
    public record Page(
            List<Event> events,
            CarriedUsage.Ways ways,
            @Nullable Position next) {}

    /** At most {@code limit} events, maybe less. Begins with the first if {@code from} is null. */
    public Uni<Page> of(HourKey hour, @Nullable Position from, int limit) {
        return carried.into(hour).chain(ways -> {
            var sources = ways.carried().stream()
                    .map(CarriedUsage.Carried::from)
                    .distinct()
                    .sorted(Comparator.reverseOrder());
            var hours = Stream.concat(Stream.of(hour.hour()), sources)
                    .dropWhile(next -> from != null && !next.equals(from.hour()))
                    .toList();
            var start = from == null ? UsageHistory.Position.BEGINNING : from.inHour();
            return new Reading(hour, hours, limit).from(0, start).map(next -> page(next, ways));
        });
    }

    private static Page page(Reading read, CarriedUsage.Ways ways) {
        return new Page(read.events, ways, read.next);
    }

    /** An answer in the making: hour after hour, until it is full. */
    private final class Reading {

        private final HourKey hour;
        private final List<Instant> hours;
        private final int limit;
        private final List<Event> events = new ArrayList<>();
        private @Nullable Position next;

        Reading(HourKey hour, List<Instant> hours, int limit) {
            this.hour = hour;
            this.hours = hours;
            this.limit = limit;
        }

        Uni<Reading> from(int index, UsageHistory.Position position) {
            if (index == hours.size()) {
                return Uni.createFrom().item(this);
            }
            var reportedFor = hours.get(index);
            if (index == MAX_HOURS || events.size() == limit) {
                next = new Position(reportedFor, position);
                return Uni.createFrom().item(this);
            }
            return history.of(hour.at(reportedFor), position, limit - events.size())
                    .chain(page -> {
                        page.events().forEach(event -> events.add(new Event(reportedFor, event)));
                        if (page.next() == null) {
                            return from(index + 1, UsageHistory.Position.BEGINNING);
                        }
                        next = new Position(reportedFor, page.next());
                        return Uni.createFrom().item(this);
                    });
        }
    }
}
