package io.stallkeeper.testkit.log;

import io.stallkeeper.eventsourcing.log.Checkpoints;
import io.stallkeeper.eventsourcing.log.EventLog;
import io.stallkeeper.eventsourcing.log.EventTransaction;
import io.stallkeeper.eventsourcing.log.InMemoryEventLog;
import java.time.Clock;

class InMemoryEventLogTest extends EventLogContract<EventTransaction> {

    private final InMemoryEventLog log = new InMemoryEventLog(Clock.systemUTC());

    @Override
    EventLog<EventTransaction> log() {
        return log;
    }

    @Override
    Checkpoints checkpoints() {
        return log;
    }
}
