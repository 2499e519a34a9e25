/** Load by HTTP, and the least that can answer it. */
@NullMarked
package io.stallkeeper.benchmark.load;

import org.jspecify.annotations.NullMarked;
