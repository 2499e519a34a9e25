package io.stallkeeper.metering.adapters.kafka;

import io.stallkeeper.metering.adapters.postgres.PartitionLost;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the usage topic into the ledger, on a thread of its own: while one batch is written the next is read, and never
 * more than these two are in memory. It drives Kafka's consumer itself, because the ledger and not the consumer group
 * says where to read on: at every assignment, and whenever a batch was not counted or nobody knows whether it was.
 */
public final class UsageConsumer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(UsageConsumer.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long STAYS_MEMBER_EVERY_MS = 1_000;
    private static final Duration MIN_PAUSE = Duration.ofMillis(100);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(5);

    private final Supplier<OpenConsumer> consumers;
    private final UsageIntake intake;
    private final Thread thread;
    private volatile @Nullable Consumer<byte[], byte[]> current;
    private volatile boolean closed;
    private Duration pause = MIN_PAUSE;

    /** A batch that is being written. */
    private record Writing(PolledUsage batch, CompletableFuture<Void> outcome) {}

    UsageConsumer(Supplier<OpenConsumer> consumers, UsageIntake intake) {
        this.consumers = consumers;
        this.intake = intake;
        this.thread = Thread.ofPlatform().name("usage-consumer").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Whether usage is read. It goes on by itself after every failure, so this says no only after the end. */
    public boolean isAlive() {
        return thread.isAlive();
    }

    private void run() {
        while (!closed) {
            try (var consumer = consumers.get()) {
                current = consumer.kafka();
                consume(consumer.kafka(), consumer.positions());
            } catch (WakeupException e) {
                LOG.debug("woken to end");
            } catch (RuntimeException e) {
                if (!closed) {
                    LOG.errorf(e, "Reading usage begins anew");
                    pauseWithoutConsumer();
                }
            }
        }
    }

    private void consume(Consumer<byte[], byte[]> consumer, UsagePositions positions) {
        Writing writing = null;
        while (!closed) {
            var polled = positions.passed(poll(consumer, positions));
            if (polled.ranges().isEmpty()) {
                if (writing != null && writing.outcome().isDone()) {
                    isCounted(consumer, positions, writing);
                    writing = null;
                }
                continue;
            }
            var read = intake.read(polled);
            var goesOn = writing == null || isCounted(consumer, positions, writing);
            writing = goesOn ? new Writing(polled, write(read)) : null;
        }
    }

    private CompletableFuture<Void> write(UsageIntake.Read read) {
        return intake.fold(read).subscribe().asCompletionStage();
    }

    private ConsumerRecords<byte[], byte[]> poll(Consumer<byte[], byte[]> consumer, UsagePositions positions) {
        try {
            return consumer.poll(isPlaced(positions) ? POLL : longerPause());
        } catch (OffsetOutOfRangeException e) {
            positions.goOnAfter(e);
            return ConsumerRecords.empty();
        }
    }

    private boolean isPlaced(UsagePositions positions) {
        try {
            positions.place();
            return true;
        } catch (WakeupException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warnf("Usage waits, the ledger does not say where it stands: %s", e.toString());
            return false;
        }
    }

    /**
     * Waits for what became of the batch, as a living member of the consumer group. If it isn't counted, all is read
     * anew.
     */
    private boolean isCounted(Consumer<byte[], byte[]> consumer, UsagePositions positions, Writing writing) {
        try {
            while (!isDone(writing)) {
                positions.pauseAll();
                consumer.poll(Duration.ZERO);
            }
            positions.resumePlaced();
            consumer.commitAsync(writing.batch().groupOffsets(), null);
            pause = MIN_PAUSE;
            return true;
        } catch (ExecutionException e) {
            LOG.log(
                    e.getCause() instanceof PartitionLost ? Logger.Level.INFO : Logger.Level.WARN,
                    "%d usage records are not counted yet: %s"
                            .formatted(writing.batch().records().size(), e.getCause()));
            positions.rewind();
            consumer.poll(longerPause());
            return false;
        } catch (InterruptedException e) {
            closed = true;
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isDone(Writing writing) throws ExecutionException, InterruptedException {
        try {
            writing.outcome().get(STAYS_MEMBER_EVERY_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private Duration longerPause() {
        var now = pause;
        pause = now.multipliedBy(2).compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : now.multipliedBy(2);
        return now;
    }

    private void pauseWithoutConsumer() {
        try {
            Thread.sleep(longerPause());
        } catch (InterruptedException e) {
            closed = true;
            Thread.currentThread().interrupt();
        }
    }

    /** Ends after the batch at hand, 10 s at most. */
    @Override
    public void close() {
        closed = true;
        var consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            if (!thread.join(Duration.ofSeconds(10))) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
