package io.stallkeeper.subscription.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RepeatedWorkTest {

    @Test
    void it_goes_on_by_itself_after_failures() throws InterruptedException {
        var steps = new AtomicInteger();
        var recovered = new CountDownLatch(1);
        try (var work = new RepeatedWork("test", Duration.ofMillis(1), () -> {
            if (steps.incrementAndGet() < 3) {
                throw new IOException("away");
            }
            recovered.countDown();
        })) {
            work.start();

            assertThat(recovered.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void it_ends_in_the_middle_of_a_pause() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var work = new RepeatedWork("test", Duration.ofHours(1), begun::countDown);
        work.start();
        assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();

        long before = System.nanoTime();
        work.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        assertThat(work.isStopped()).isTrue();
    }
}
