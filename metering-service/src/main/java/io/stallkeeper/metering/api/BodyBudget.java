package io.stallkeeper.metering.api;

import java.util.concurrent.Semaphore;

/**
 * How many bytes of request bodies may be in memory at a time, from the first byte until Kafka has them. Who finds it
 * used up is told to come again, so memory doesn't grow with the number of callers or with the time that Kafka takes.
 */
public final class BodyBudget {

    /** What every request costs at least, so that the number of small ones is bounded too. */
    static final int SMALLEST_SHARE = 16_384;

    private final int total;
    private final Semaphore free;

    public BodyBudget(int bytes) {
        this.total = Math.max(bytes, SMALLEST_SHARE);
        this.free = new Semaphore(total);
    }

    /** Bytes in use now. */
    public int used() {
        return total - free.availablePermits();
    }

    Share share() {
        return new Share();
    }

    /** One request's part; given back once. */
    final class Share implements AutoCloseable {

        private int held;

        /** Whether the request may hold so many bytes in all. */
        boolean holds(int bytes) {
            int more = Math.max(bytes, SMALLEST_SHARE) - held;
            if (more <= 0) {
                return true;
            }
            if (!free.tryAcquire(more)) {
                return false;
            }
            held += more;
            return true;
        }

        @Override
        public void close() {
            free.release(held);
            held = 0;
        }
    }
}
