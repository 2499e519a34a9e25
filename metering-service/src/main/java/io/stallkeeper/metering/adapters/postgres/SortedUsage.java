package io.stallkeeper.metering.adapters.postgres;

import io.stallkeeper.metering.adapters.history.CountedEvent;
import io.stallkeeper.metering.domain.duplicate.Fingerprint;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.tally.HourTally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What becomes of the events of a batch. Filled by {@link UsageSorter}. */
final class SortedUsage {

    /** Those that are in the ledger from now on, counted or rejected. */
    final List<CountedEvent> events = new ArrayList<>();

    /** What these are known again by. */
    final Set<Fingerprint> fingerprints = new HashSet<>();

    final List<UsageBatch.Parked> parked = new ArrayList<>();
    final SortedMap<HourKey, HourTally> toCount = new TreeMap<>();
    final SortedMap<HourKey, HourTally> tooLate = new TreeMap<>();
    final SortedMap<HourKey, HourTally> toReject = new TreeMap<>();
    Instant oldestHour = Instant.MAX;
    int duplicates;
    int rejected;
}
