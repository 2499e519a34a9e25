/** How the seller is told: the bodies, the ways to queues, addresses and files, and who goes there. */
@NullMarked
package io.stallkeeper.simulator.adapters.delivery;

import org.jspecify.annotations.NullMarked;
