/** The ways to the seller, proved. */
@NullMarked
package io.stallkeeper.simulator.adapters.delivery;

import org.jspecify.annotations.NullMarked;
