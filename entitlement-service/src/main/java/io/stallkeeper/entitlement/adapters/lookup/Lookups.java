package io.stallkeeper.entitlement.adapters.lookup;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.stallkeeper.entitlement.adapters.aws.AwsEntitlements;
import io.stallkeeper.entitlement.domain.Entitlements;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.RecordAnswer;
import io.stallkeeper.entitlement.domain.EntitlementsEvent;
import io.stallkeeper.entitlement.domain.RetryPause;
import io.stallkeeper.eventsourcing.decider.Decision;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.eventsourcing.tracing.TraceParent;
import java.time.Clock;
import java.util.function.DoubleSupplier;
import org.jboss.logging.Logger;

/**
 * One leased lookup: asks AWS, outside of any transaction, and records what it says. A failure is never given up, and
 * changes nothing that is known. In the trace of the event that asked for it.
 */
public final class Lookups {

    private static final Logger LOG = Logger.getLogger(Lookups.class);

    private final PostgresEventLog log;
    private final EntitlementLedger ledger;
    private final LookupAgenda agenda;
    private final AwsEntitlements aws;
    private final RetryPause retryPause;
    private final LookupOutcomes outcomes;
    private final Tracer tracer;
    private final Clock clock;
    private final DoubleSupplier random;

    public Lookups(
            PostgresEventLog log,
            EntitlementLedger ledger,
            LookupAgenda agenda,
            AwsEntitlements aws,
            RetryPause retryPause,
            LookupOutcomes outcomes,
            Tracer tracer,
            Clock clock,
            DoubleSupplier random) {
        this.log = log;
        this.ledger = ledger;
        this.agenda = agenda;
        this.aws = aws;
        this.retryPause = retryPause;
        this.outcomes = outcomes;
        this.tracer = tracer;
        this.clock = clock;
        this.random = random;
    }

    /** Blocks. Fails only if the database does; then the lease runs out and another replica begins anew. */
    public void carryOut(DueLookup lookup) {
        var span = tracer.spanBuilder("look up entitlements")
                .setParent(TraceParent.asParent(lookup.metadata().traceparent()))
                .startSpan();
        try (var _ = span.makeCurrent()) {
            askAndRecord(lookup);
        } catch (RuntimeException e) {
            fail(lookup, e, span);
        } finally {
            span.end();
        }
    }

    private void askAndRecord(DueLookup lookup) {
        var id = lookup.subscriptionId();
        var state = log.inTransaction(transaction -> ledger.load(transaction, id))
                .await()
                .indefinitely();
        if (state instanceof Entitlements.Known known) {
            var asOf = clock.instant();
            var granted = aws.of(known.knowledge().buyer());
            var answer = new RecordAnswer(known.knowledge().lookups(), granted, asOf);
            var cause = lookup.metadata();
            var metadata = new EventMetadata(TraceParent.current(), cause.correlationId(), cause.causationId());
            var decision = log.inTransaction(transaction -> ledger.record(transaction, id, answer, metadata))
                    .await()
                    .indefinitely();
            outcomes.answered(nameOf(decision));
        }
    }

    private static String nameOf(Decision<EntitlementsEvent> decision) {
        return switch (decision) {
            case Decision.Rejected<EntitlementsEvent>(String reason) -> reason;
            case Decision.Accepted<EntitlementsEvent>(var events) ->
                events.getFirst() instanceof EntitlementsEvent.EntitlementsConfirmed ? "unchanged" : "changed";
        };
    }

    private void fail(DueLookup lookup, RuntimeException failure, Span span) {
        int failures = lookup.failures() + 1;
        var pause = retryPause.after(failures, random.getAsDouble());
        var outcome = LookupOutcomes.nameOf(failure);
        outcomes.failed(outcome);
        span.setStatus(StatusCode.ERROR, outcome);
        LOG.warnf(
                "Lookup of %s failed (%s), attempt %d, the next in %d ms",
                lookup.subscriptionId(), outcome, failures, pause.toMillis());
        var dueAt = clock.instant().plus(pause);
        log.inTransaction(transaction -> agenda.postpone(transaction, lookup.subscriptionId(), dueAt))
                .await()
                .indefinitely();
    }
}
