package io.stallkeeper.metering.adapters.postgres;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.log.Decisions;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.log.StreamId;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.domain.submission.Submission;
import io.stallkeeper.metering.domain.submission.SubmissionCommand;
import io.stallkeeper.metering.domain.submission.SubmissionEvent;

/** What was chosen about sending, in the log: all replicas go by it, whatever their own settings say. */
public final class Submissions {

    private static final StreamId STREAM = StreamId.of("submission", "mode");

    private final PostgresEventLog log;
    private final Decisions<SubmissionCommand, Submission, SubmissionEvent> decisions;

    public Submissions(PostgresEventLog log, Decisions<SubmissionCommand, Submission, SubmissionEvent> decisions) {
        this.log = log;
        this.decisions = decisions;
    }

    /** The settings of the process that starts last count. */
    public Uni<Void> choose(SubmissionCommand command) {
        return log.inTransaction(transaction -> decisions
                .decide(transaction, STREAM, command, EventMetadata.NONE)
                .replaceWithVoid());
    }

    public Uni<Submission> load() {
        return log.inTransaction(this::load);
    }

    Uni<Submission> load(PostgresTransaction transaction) {
        return decisions.load(transaction, STREAM);
    }
}
