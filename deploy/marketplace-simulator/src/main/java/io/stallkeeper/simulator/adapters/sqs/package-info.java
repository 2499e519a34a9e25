/** Bringing notifications to queues. */
@NullMarked
package io.stallkeeper.simulator.adapters.sqs;

import org.jspecify.annotations.NullMarked;
