/** Why the marketplace says no. */
@NullMarked
package io.stallkeeper.simulator.domain.refusal;

import org.jspecify.annotations.NullMarked;
