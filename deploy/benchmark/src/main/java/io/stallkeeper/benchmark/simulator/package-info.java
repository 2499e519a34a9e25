/** The marketplace simulator, measured. */
@NullMarked
package io.stallkeeper.benchmark.simulator;

import org.jspecify.annotations.NullMarked;
