/** Processes that are ours: started, watched, started again, and ended. */
@NullMarked
package io.stallkeeper.local.process;

import org.jspecify.annotations.NullMarked;
