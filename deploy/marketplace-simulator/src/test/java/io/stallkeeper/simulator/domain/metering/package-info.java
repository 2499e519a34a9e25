/** What is metered, proved. */
@NullMarked
package io.stallkeeper.simulator.domain.metering;

import org.jspecify.annotations.NullMarked;
