package io.stallkeeper.metering.adapters.aws;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.stallkeeper.metering.domain.hour.RecordAnswer;

/** Counts calls and the records in them by what AWS made of them; every outcome is there from the start, at 0. */
final class CallMetrics {

    private static final String ACCEPTED = "accepted";
    private static final String DUPLICATE = "duplicate";
    private static final String NOT_SUBSCRIBED = "not-subscribed";
    private static final String UNPROCESSED = "unprocessed";
    private static final String UNANSWERED = "unanswered";
    private static final String NOT_TAKEN = "not-taken";

    private final MeterRegistry registry;

    CallMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (var outcome : CallOutcome.NAMES) {
            calls(outcome);
        }
        for (var outcome : new String[] {ACCEPTED, DUPLICATE, NOT_SUBSCRIBED, UNPROCESSED, UNANSWERED, NOT_TAKEN}) {
            records(outcome);
        }
    }

    /** @param records how many were in the call */
    void count(CallOutcome outcome, int records) {
        calls(outcome.name()).increment();
        switch (outcome) {
            case CallOutcome.Answered answered -> {
                answered.answers().values().forEach(answer -> records(nameOf(answer))
                        .increment());
                records(UNPROCESSED).increment(answered.unprocessed().size());
                records(UNANSWERED).increment(answered.unclear().size());
            }
            case CallOutcome.Unanswered unanswered -> records(UNANSWERED).increment(records);
            case CallOutcome.Refused refused -> records(NOT_TAKEN).increment(records);
            case CallOutcome.Throttled throttled -> records(NOT_TAKEN).increment(records);
            case CallOutcome.Blocked blocked -> records(NOT_TAKEN).increment(records);
        }
    }

    private static String nameOf(RecordAnswer answer) {
        return switch (answer.status()) {
            case SUCCESS -> ACCEPTED;
            case DUPLICATE_RECORD -> DUPLICATE;
            case CUSTOMER_NOT_SUBSCRIBED -> NOT_SUBSCRIBED;
        };
    }

    private Counter calls(String outcome) {
        return Counter.builder("stallkeeper.metering.calls")
                .description("BatchMeterUsage calls of this replica, by what AWS made of them.")
                .tag("outcome", outcome)
                .register(registry);
    }

    private Counter records(String outcome) {
        return Counter.builder("stallkeeper.metering.records")
                .description("Records in calls of this replica, by what AWS made of them.")
                .tag("outcome", outcome)
                .register(registry);
    }
}
