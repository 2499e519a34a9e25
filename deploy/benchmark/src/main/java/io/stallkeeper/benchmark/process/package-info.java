/** JVMs in which things are measured. */
@NullMarked
package io.stallkeeper.benchmark.process;

import org.jspecify.annotations.NullMarked;
