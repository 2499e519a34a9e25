/** The API that plays the buyer, moves the clock and looks at everything. */
@NullMarked
package io.stallkeeper.simulator.api.admin;

import org.jspecify.annotations.NullMarked;
