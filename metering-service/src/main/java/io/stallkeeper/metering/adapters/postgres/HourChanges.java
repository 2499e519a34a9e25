package io.stallkeeper.metering.adapters.postgres;

import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.hour.MeteredHourCommand;
import io.stallkeeper.metering.domain.submission.Mode;
import io.stallkeeper.metering.domain.submission.Submission;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * All that is asked of hours that are closed, by hour and in order: what the contract includes is taken off, then what
 * is only rehearsed and goes nowhere, then the hour is closed, and put into the shadow if it isn't to be sent.
 */
final class HourChanges {

    private final Submission submission;
    private final Map<HourKey, HourRow> rows = new TreeMap<>();
    private final Map<HourKey, List<MeteredHourCommand>> before = new TreeMap<>();

    HourChanges(Submission submission) {
        this.submission = submission;
    }

    void add(HourRow row) {
        rows.put(row.key(), row);
    }

    void include(HourKey key, BigDecimal units) {
        if (units.signum() > 0) {
            before.computeIfAbsent(key, hour -> new ArrayList<>()).addFirst(new MeteredHourCommand.Include(key, units));
        }
    }

    void shadow(HourKey key, BigDecimal units) {
        before.computeIfAbsent(key, hour -> new ArrayList<>()).add(new MeteredHourCommand.ShadowPart(key, units));
    }

    /** @param closing one for each hour that is closed, in the order in which they are carried out */
    List<Hours.Change> with(List<MeteredHourCommand> closing) {
        var changes = new ArrayList<Hours.Change>();
        for (var command : closing) {
            var commands = new ArrayList<MeteredHourCommand>();
            var first = before.remove(command.key());
            if (first != null) {
                commands.addAll(first);
            }
            commands.add(command);
            if (command instanceof MeteredHourCommand.Freeze && isShadowed(command.key())) {
                commands.add(new MeteredHourCommand.Shadow(command.key()));
            }
            changes.add(change(command.key(), commands));
        }
        before.forEach((key, commands) -> changes.add(change(key, commands)));
        return changes;
    }

    private boolean isShadowed(HourKey key) {
        return submission.of(key.subscriptionId(), key.hour()) == Mode.SHADOW;
    }

    private Hours.Change change(HourKey key, List<MeteredHourCommand> commands) {
        return new Hours.Change(Objects.requireNonNull(rows.get(key), "only open hours are closed"), commands);
    }
}
