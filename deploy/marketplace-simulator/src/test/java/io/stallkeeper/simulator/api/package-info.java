/** What all callers share, proved. */
@NullMarked
package io.stallkeeper.simulator.api;

import org.jspecify.annotations.NullMarked;
