/** Whatever bytes arrive. */
@NullMarked
package io.stallkeeper.simulator.fuzz;

import org.jspecify.annotations.NullMarked;
