/** Usage from Kafka into the ledger. */
@NullMarked
package io.stallkeeper.benchmark.usage;

import org.jspecify.annotations.NullMarked;
