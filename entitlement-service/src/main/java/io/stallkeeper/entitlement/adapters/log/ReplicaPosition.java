package io.stallkeeper.entitlement.adapters.log;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.log.Checkpoints;
import io.stallkeeper.eventsourcing.log.LogPosition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How far this replica has read the log into memory: nothing is kept, so that every replica reads all of it at its
 * start. It also tells whether the replica can rely on what it has read. For one reader.
 */
public final class ReplicaPosition implements Checkpoints {

    /** A database that takes longer to say that there is nothing new is away. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Clock clock;
    private LogPosition position = LogPosition.START;
    private volatile @Nullable Instant caughtUpAt;
    private volatile boolean lost;

    public ReplicaPosition(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Uni<Boolean> advance(String reader, Function<LogPosition, Uni<LogPosition>> work) {
        return Uni.createFrom()
                .deferred(() -> work.apply(position))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(this::moveTo)
                .onFailure()
                .invoke(() -> lost = true);
    }

    private boolean moveTo(LogPosition to) {
        boolean moved = !to.equals(position);
        position = to;
        lost = false;
        if (!moved) {
            caughtUpAt = clock.instant();
        }
        return moved;
    }

    /** Whether the end of the log was ever reached; before that, what isn't known may just not be read yet. */
    public boolean hasCaughtUp() {
        return caughtUpAt != null;
    }

    /** When the end of the log was reached last. */
    public Optional<Instant> caughtUpAt() {
        return Optional.ofNullable(caughtUpAt);
    }

    /** The log can't be read: what is known may be outdated. */
    public boolean isLost() {
        return lost;
    }
}
