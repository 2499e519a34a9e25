/** One class a benchmark, and what they have in common. */
@NullMarked
package io.stallkeeper.benchmark;

import org.jspecify.annotations.NullMarked;
