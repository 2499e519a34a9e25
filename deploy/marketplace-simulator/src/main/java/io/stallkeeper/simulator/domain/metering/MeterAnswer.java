package io.stallkeeper.simulator.domain.metering;

import java.util.List;

/** The answer to a call that was not refused: every record is in one of the two lists, in the order sent. */
public record MeterAnswer(List<RecordOutcome> results, List<UsageRecord> unprocessed) {

    public MeterAnswer {
        results = List.copyOf(results);
        unprocessed = List.copyOf(unprocessed);
    }
}
