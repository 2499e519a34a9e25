/** What is metered, proved. */
@NullMarked
package io.stallkeeper.simulator.domain.agreement;

import org.jspecify.annotations.NullMarked;
