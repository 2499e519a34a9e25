/** How soon a service is there, and how big it is, by what it is packaged as. */
@NullMarked
package io.stallkeeper.benchmark.start;

import org.jspecify.annotations.NullMarked;
