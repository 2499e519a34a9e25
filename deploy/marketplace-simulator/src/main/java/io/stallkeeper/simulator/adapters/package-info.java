/** What the simulator writes to: its journal, and the queues of sellers. */
@NullMarked
package io.stallkeeper.simulator.adapters;

import org.jspecify.annotations.NullMarked;
