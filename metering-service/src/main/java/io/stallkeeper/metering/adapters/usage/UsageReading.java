package io.stallkeeper.metering.adapters.usage;

import io.stallkeeper.metering.domain.usage.ReportedUsage;

/** What came of reading a usage event. */
public sealed interface UsageReading {

    record Countable(ReportedUsage usage) implements UsageReading {}

    /** It can't be counted. The reason is a word in kebab-case, listed in the service's README. */
    record Uncountable(String reason) implements UsageReading {}
}
