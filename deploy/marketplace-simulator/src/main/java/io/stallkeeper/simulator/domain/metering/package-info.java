/** What is metered, when it may be, and what was. */
@NullMarked
package io.stallkeeper.simulator.domain.metering;

import org.jspecify.annotations.NullMarked;
