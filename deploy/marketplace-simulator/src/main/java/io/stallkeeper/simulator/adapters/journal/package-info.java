/** The file that everything happened is written to before it is answered. */
@NullMarked
package io.stallkeeper.simulator.adapters.journal;

import org.jspecify.annotations.NullMarked;
