package io.stallkeeper.metering.domain.tally;

import io.stallkeeper.metering.domain.duplicate.Fingerprint;
import io.stallkeeper.metering.domain.product.Aggregation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Some of the usage events of one hour, by one aggregation. The order in which they are added never matters. */
public sealed interface Tally {

    /** @param uniqueKey only a unique count needs it */
    void add(BigDecimal quantity, Instant time, @Nullable String uniqueKey);

    static Tally by(Aggregation aggregation) {
        return switch (aggregation) {
            case SUM -> new Sum();
            case MAX -> new Highest();
            case LAST -> new Latest();
            case UNIQUE_COUNT -> new UniqueKeys();
        };
    }

    /** Units in all. */
    final class Sum implements Tally {
        private BigDecimal sum = BigDecimal.ZERO;

        @Override
        public void add(BigDecimal quantity, Instant time, @Nullable String uniqueKey) {
            sum = sum.add(quantity);
        }

        public BigDecimal quantity() {
            return sum;
        }
    }

    /** The highest of the events. */
    final class Highest implements Tally {
        private BigDecimal highest = BigDecimal.ZERO;

        @Override
        public void add(BigDecimal quantity, Instant time, @Nullable String uniqueKey) {
            highest = highest.max(quantity);
        }

        /** By how much they raise what was reported before. */
        public BigDecimal changeOf(BigDecimal reported) {
            return highest.subtract(reported).max(BigDecimal.ZERO);
        }
    }

    /** The latest of the events. */
    final class Latest implements Tally {
        private final LatestUsage usage = new LatestUsage();

        @Override
        public void add(BigDecimal quantity, Instant time, @Nullable String uniqueKey) {
            usage.add(time, quantity);
        }

        public LatestUsage usage() {
            return usage;
        }
    }

    /** The different keys of the events. */
    final class UniqueKeys implements Tally {
        private final Set<Fingerprint> keys = new HashSet<>();

        @Override
        public void add(BigDecimal quantity, Instant time, @Nullable String uniqueKey) {
            keys.add(Fingerprint.of("", Objects.requireNonNull(uniqueKey, "what has no key is parked")));
        }

        /** Keys that were counted before. */
        public void addAll(Set<Fingerprint> counted) {
            keys.addAll(counted);
        }

        public Set<Fingerprint> keys() {
            return keys;
        }
    }
}
